package io.rebeam.kernel.process;

import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.signal.Signal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do when a process's lock is free again: the processes that its signals have
 * reached, and the listeners of ends. Working it off may end processes and lengthen it, so that a
 * chain of any length takes no stack. Used by one thread.
 */
public final class Settlement {
  private @Nullable Deque<LocalProcess> reached;
  private @Nullable Deque<Runnable> afterwards;

  /** {@code process} has got a signal that must take effect now. */
  void reach(LocalProcess process) {
    Deque<LocalProcess> queue = reached;
    if (queue == null) {
      queue = new ArrayDeque<>(4);
      reached = queue;
    }
    queue.add(process);
  }

  /** Sends a signal, which takes effect when the lock is free. */
  public void deliver(LocalProcess receiver, Signal signal) {
    Signals.deliver(receiver, signal, this);
  }

  /** Runs {@code action} at the end, without locks. */
  public void after(Runnable action) {
    Deque<Runnable> queue = afterwards;
    if (queue == null) {
      queue = new ArrayDeque<>(2);
      afterwards = queue;
    }
    queue.add(action);
  }

  /** Does all of it. The caller holds no lock. */
  void run() {
    LocalProcess next;
    while (reached != null && (next = reached.poll()) != null) {
      Chaos.seam();
      Signals.settle(next, this);
    }
    Runnable action;
    while (afterwards != null && (action = afterwards.poll()) != null) {
      action.run();
    }
  }
}
