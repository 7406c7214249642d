package io.rebeam.kernel.behaviour;

import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.handle.PythonHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor publishes of itself and its children, at each change. A supervisor that starts
 * a slow child, or waits for one to end, answers no request; this can be read all the same. Any
 * thread.
 */
public final class Supervision {
  /** Restarts within the period that are counted at most. */
  private static final int MAX_RECENT = 1_000;

  /** What has become of a child. */
  public enum State {
    RUNNING,
    STOPPED,
    RESTARTING
  }

  /**
   * How a supervisor treats all of its children.
   *
   * @param strategy {@code one_for_one} and the like
   * @param maxRestarts more restarts than these within {@code period} end it
   * @param period the time in which restarts count
   * @param autoShutdown {@code never} and the like
   */
  public record Flags(String strategy, int maxRestarts, Duration period, String autoShutdown) {}

  /**
   * A child as its specification has it.
   *
   * @param id its id, as text
   * @param start what is started, a class or a function
   * @param restart {@code permanent}, {@code transient} or {@code temporary}
   * @param shutdown seconds, {@code infinity} or {@code brutal_kill}
   * @param type {@code worker} or {@code supervisor}
   * @param significant whether its end may end the supervisor
   */
  public record Spec(
      String id, String start, String restart, String shutdown, String type, boolean significant) {}

  /**
   * The end of a child that its supervisor has seen last.
   *
   * @param reason its exit reason, as text
   * @param nanos when that was
   */
  public record End(String reason, long nanos) {}

  /** A child; Python holds it and passes it back. Changes under the lock of its supervision. */
  public static final class Child implements PythonHandle {
    private final Spec spec;
    private State state = State.STOPPED;
    private @Nullable Endpoint process;
    private long restarts;
    private @Nullable End lastEnd;

    private Child(Spec spec) {
      this.spec = spec;
    }
  }

  /** A child at one moment. */
  public record ChildNow(
      Spec spec, State state, @Nullable Endpoint process, long restarts, @Nullable End lastEnd) {}

  /**
   * All of a supervision at one moment.
   *
   * @param restarts how many there have been
   * @param recent how many of them still count
   * @param children the first children, in start order
   * @param total how many children there are
   */
  public record Now(Flags flags, long restarts, int recent, List<ChildNow> children, int total) {}

  private final Flags flags;

  /** A leaf: it may be taken under a process's lock. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Set<Child> children = new LinkedHashSet<>();
  private final Map<Endpoint, Child> running = new HashMap<>();
  private final ArrayDeque<Long> recent = new ArrayDeque<>();
  private long restarts;

  /** Children that are started one after the other are often of one specification. */
  private Spec lastSpec = new Spec("", "", "", "", "", false);

  public Supervision(Flags flags) {
    this.flags = flags;
  }

  /** Takes a child in, as the last one. */
  public Child add(Spec spec) {
    lock.lock();
    try {
      if (!spec.equals(lastSpec)) {
        lastSpec = spec;
      }
      Child child = new Child(lastSpec);
      children.add(child);
      return child;
    } finally {
      lock.unlock();
    }
  }

  /** A child is no more. */
  public void remove(Child child) {
    lock.lock();
    try {
      children.remove(child);
      forgetProcess(child);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A child has started, has ended, or could not be restarted.
   *
   * @param process its process when it is running, else null
   */
  public void set(Child child, State state, @Nullable Endpoint process) {
    lock.lock();
    try {
      forgetProcess(child);
      child.state = state;
      child.process = process;
      if (process != null) {
        running.put(process, child);
      }
    } finally {
      lock.unlock();
    }
  }

  private void forgetProcess(Child child) {
    if (child.process != null) {
      running.remove(child.process, child);
      child.process = null;
    }
  }

  /** A child has ended by itself. */
  public void ended(Child child, End end) {
    lock.lock();
    try {
      child.lastEnd = end;
    } finally {
      lock.unlock();
    }
  }

  /** A child has been restarted. */
  public void restarted(Child child) {
    lock.lock();
    try {
      child.restarts++;
    } finally {
      lock.unlock();
    }
  }

  /** A restart is tried, which counts against the most that there may be. */
  public void restarting(long nanos) {
    lock.lock();
    try {
      restarts++;
      recent.addLast(nanos);
      if (recent.size() > MAX_RECENT) {
        recent.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The child that a process is, or null. */
  public @Nullable ChildNow childOf(Endpoint process) {
    lock.lock();
    try {
      Child child = running.get(process);
      return child == null ? null : now(child);
    } finally {
      lock.unlock();
    }
  }

  /**
   * All of it now.
   *
   * @param limit children at most
   */
  public Now now(long nanos, int limit) {
    lock.lock();
    try {
      long since = nanos - flags.period.toNanos();
      int counting = (int) recent.stream().filter(at -> at - since >= 0).count();
      List<ChildNow> first = new ArrayList<>(Math.min(limit, children.size()));
      for (Child child : children) {
        if (first.size() == limit) {
          break;
        }
        first.add(now(child));
      }
      return new Now(flags, restarts, counting, first, children.size());
    } finally {
      lock.unlock();
    }
  }

  private static ChildNow now(Child child) {
    return new ChildNow(child.spec, child.state, child.process, child.restarts, child.lastEnd);
  }
}
