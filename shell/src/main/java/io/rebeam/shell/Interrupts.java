package io.rebeam.shell;

import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * The terminal's Ctrl-C while no line is being edited. It is passed to the task that the input
 * thread waits for; between the end of a line and the wait it is kept for that task. All methods
 * may be called by any thread.
 */
final class Interrupts {
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock
  private @Nullable Runnable task;
  private boolean kept;

  /** Becomes the terminal's handler of Ctrl-C. */
  void handle(Terminal terminal) {
    terminal.handle(Terminal.Signal.INT, _ -> raise());
  }

  /** Handles a Ctrl-C. */
  void raise() {
    lock.lock();
    try {
      if (task == null) {
        kept = true;
      } else {
        task.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins to pass each Ctrl-C to a task, and one that was kept at once.
   *
   * @param interrupt must not wait
   */
  void passTo(Runnable interrupt) {
    lock.lock();
    try {
      task = interrupt;
      if (kept) {
        kept = false;
        interrupt.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The task has ended: a Ctrl-C is kept for the next one. */
  void keep() {
    lock.lock();
    try {
      task = null;
    } finally {
      lock.unlock();
    }
  }

  /** Drops a Ctrl-C that was kept, before a line is read. */
  void drop() {
    lock.lock();
    try {
      kept = false;
    } finally {
      lock.unlock();
    }
  }
}
