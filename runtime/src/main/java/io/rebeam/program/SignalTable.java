package io.rebeam.program;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What each signal of the operating system does to the program; the only such table. Signals are
 * called by their names without SIG, such as {@code TERM}. Any thread may call any method.
 *
 * <p>The Java virtual machine hands a signal over on a new thread each. It keeps some for itself,
 * and leaves {@code INT}, {@code HUP} and {@code TERM} alone when the program was started with them
 * ignored, as {@code nohup} does.
 */
public final class SignalTable {
  /** What a signal does. */
  public enum Disposition {
    /** What rebeam does, or the system where rebeam does nothing. */
    DEFAULT,
    /** What the system does with a program that does nothing about it. */
    SYSTEM,
    /** Nothing. */
    IGNORED,
    /** A handler of the Python program runs. */
    HANDLED
  }

  /** Signals that the virtual machine takes no handler for when they were ignored at its start. */
  private static final Set<String> LEFT_IGNORED = Set.of("INT", "HUP", "TERM");

  private static final Set<String> NEVER_CAUGHT = Set.of("KILL", "STOP");

  /** What the virtual machine needs itself, or answers with a dump of its threads. */
  private static final Set<String> KEPT = Set.of("SEGV", "BUS", "FPE", "ILL", "QUIT");

  /** Added to a signal's number this is the exit code of a program that it has ended. */
  private static final int EXIT_CODE = 128;

  private final IntConsumer exit;
  private final Map<String, Entry> entries = new HashMap<>(); // guarded by this
  private final Queue<String> pending = new ConcurrentLinkedQueue<>();
  private volatile Runnable onPending = () -> {};

  /**
   * @param exit ends the program with an exit code
   */
  public SignalTable(IntConsumer exit) {
    this.exit = exit;
  }

  private final class Entry implements SignalHandler {
    private final Signal signal;

    // written under the table's lock
    private volatile Disposition disposition = Disposition.DEFAULT;
    private volatile @Nullable Runnable byDefault;
    private volatile @Nullable SignalHandler before;

    /** Whether the virtual machine hands the signal over to this object. */
    private boolean installed;

    /** Whether something else gets the signal from the system, and calls {@link #arrived}. */
    private boolean comesOtherwise;

    Entry(String name) {
      signal = new Signal(name);
    }

    @Override
    public void handle(Signal arrived) {
      SignalHandler other = before;
      if (other != null && other != SIG_DFL && other != SIG_IGN) {
        try {
          other.handle(arrived); // the terminal's, which looks for its new size, for example
        } catch (UnsupportedOperationException _) {
          // the virtual machine's own
        }
      }
      Runnable action = byDefault;
      if (!act() && action != null) {
        action.run();
      }
    }

    /** Does what the program wants of the signal; false when it wants the default. */
    boolean act() {
      switch (disposition) {
        case DEFAULT -> {
          return false;
        }
        case SYSTEM -> exit.accept(EXIT_CODE + signal.getNumber());
        case IGNORED -> {}
        case HANDLED -> {
          if (!pending.contains(signal.getName())) {
            pending.add(signal.getName());
          }
          onPending.run();
        }
      }
      return true;
    }

    void install() {
      if (installed || comesOtherwise) {
        return;
      }
      before = Signal.handle(signal, this);
      if (before == SIG_IGN && LEFT_IGNORED.contains(signal.getName())) {
        IgnoredSignal.reset(signal.getNumber());
        before = Signal.handle(signal, this);
      }
      installed = true;
    }

    void uninstall() {
      SignalHandler other = before;
      if (installed && other != null) {
        Signal.handle(signal, other);
        installed = false;
        before = null;
      }
    }
  }

  private synchronized Entry entry(String name) {
    return entries.computeIfAbsent(name, Entry::new);
  }

  /**
   * Says what rebeam does at a signal that the program has not said anything about. No effect where
   * the program was started with the signal ignored: who started it wants it so.
   */
  public synchronized void byDefault(String name, Runnable action) {
    Entry entry = entry(name);
    SignalHandler found = Signal.handle(entry.signal, entry);
    if (found == SignalHandler.SIG_IGN) {
      Signal.handle(entry.signal, found);
      entry.disposition = Disposition.IGNORED;
    } else {
      entry.before = SignalHandler.SIG_DFL;
      entry.installed = true;
    }
    entry.byDefault = action;
  }

  /** Marks a signal as one that other code gets from the system and passes to {@link #arrived}. */
  public synchronized void comesOtherwise(String name) {
    entry(name).comesOtherwise = true;
  }

  /** A signal has come. False when the caller has to do what is done by default. */
  public boolean arrived(String name) {
    return entry(name).act();
  }

  public Disposition disposition(String name) {
    return entry(name).disposition;
  }

  /**
   * Changes what a signal does.
   *
   * @throws IllegalArgumentException when that cannot be; its message says why
   */
  public synchronized void set(String name, Disposition disposition) {
    if (NEVER_CAUGHT.contains(name)) {
      throw new IllegalArgumentException("the system lets no program handle or ignore it");
    }
    if (KEPT.contains(name)) {
      throw new IllegalArgumentException("the Java virtual machine keeps it for itself");
    }
    Entry entry = entry(name);
    boolean leave = disposition == Disposition.DEFAULT && entry.byDefault == null;
    if (leave) {
      entry.uninstall();
    } else {
      entry.install();
    }
    entry.disposition = disposition;
  }

  /**
   * Does what the signal would do.
   *
   * @throws IllegalArgumentException when the virtual machine keeps it for itself
   */
  public void raise(String name) {
    if (KEPT.contains(name)) {
      throw new IllegalArgumentException("the Java virtual machine keeps it for itself");
    }
    Entry entry = entry(name);
    Runnable action = entry.byDefault;
    if (!entry.act()) {
      if (action != null) {
        Thread.ofPlatform().daemon().name("rebeam-signal").start(action); // it may wait
      } else {
        Signal.raise(entry.signal);
      }
    }
  }

  /** Takes a signal that a handler of the program has to run for; null when there is none. */
  public @Nullable String takePending() {
    return pending.poll();
  }

  public boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Sets what is called when a handler of the program has to run. */
  public void onPending(Runnable action) {
    onPending = action;
  }
}
