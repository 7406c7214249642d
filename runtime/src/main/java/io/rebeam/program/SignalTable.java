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
 * The disposition of each signal of the operating system. Signals have their names without SIG,
 * such as {@code TERM}. Any thread may call any method.
 *
 * <p>The Java virtual machine runs the handler of a signal on a new thread. It reserves some
 * signals, and does not handle {@code INT}, {@code HUP} and {@code TERM} when the program was
 * started with them ignored, as {@code nohup} does.
 */
public final class SignalTable {
  /** The effect of a signal. */
  public enum Disposition {
    /** The action of rebeam, or the system's default where rebeam has none. */
    DEFAULT,
    /** The system's default. */
    SYSTEM,
    /** Nothing. */
    IGNORED,
    /** A handler of the Python program runs. */
    HANDLED
  }

  /** Signals that get no handler when they were ignored at the start of the virtual machine. */
  private static final Set<String> LEFT_IGNORED = Set.of("INT", "HUP", "TERM");

  private static final Set<String> NEVER_CAUGHT = Set.of("KILL", "STOP");

  /** Signals that the virtual machine uses itself, or answers with a dump of its threads. */
  private static final Set<String> KEPT = Set.of("SEGV", "BUS", "FPE", "ILL", "QUIT");

  /** The exit code of a program that a signal has ended is this plus the number of the signal. */
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

    /** Whether this object is the handler of the signal in the virtual machine. */
    private boolean installed;

    /** Whether other code handles the signal and calls {@link #arrived}. */
    private boolean handledElsewhere;

    Entry(String name) {
      signal = new Signal(name);
    }

    @Override
    public void handle(Signal arrived) {
      SignalHandler other = before;
      if (other != null && other != SIG_DFL && other != SIG_IGN) {
        try {
          other.handle(arrived); // the terminal's handler, which reads the new size, for example
        } catch (UnsupportedOperationException _) {
          // a handler of the virtual machine
        }
      }
      Runnable action = byDefault;
      if (!act() && action != null) {
        action.run();
      }
    }

    /** Acts as the program has set it; false when the program has set the default. */
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
      if (installed || handledElsewhere) {
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
   * Sets rebeam's action for a signal, which runs unless the program has set another disposition.
   * No effect where the program was started with the signal ignored.
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

  /** Marks a signal as handled by other code, which calls {@link #arrived}. */
  public synchronized void handledElsewhere(String name) {
    entry(name).handledElsewhere = true;
  }

  /** Acts on a signal that has arrived. False when the caller has to take the default action. */
  public boolean arrived(String name) {
    return entry(name).act();
  }

  public Disposition disposition(String name) {
    return entry(name).disposition;
  }

  /**
   * Changes the disposition of a signal.
   *
   * @throws IllegalArgumentException when that is not possible, with the cause
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
   * Acts as if the signal had arrived.
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
        Thread.ofPlatform().daemon().name("rebeam-signal").start(action); // the action may wait
      } else {
        Signal.raise(entry.signal);
      }
    }
  }

  /** Takes the next signal whose handler in the program has to run; null when there is none. */
  public @Nullable String takePending() {
    return pending.poll();
  }

  public boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Sets the action that is called when a handler of the program has to run. */
  public void onPending(Runnable action) {
    onPending = action;
  }
}
