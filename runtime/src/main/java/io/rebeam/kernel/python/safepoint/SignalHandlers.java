package io.rebeam.kernel.python.safepoint;

import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.PythonContext;
import io.rebeam.kernel.python.Callbacks;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the program's handlers of signals at a safepoint of the main process, on its thread. */
final class SignalHandlers {
  /**
   * How deep handlers may interrupt handlers. Each interruption takes stack, and a flood of signals
   * could fill it; those that run take the signals that come meanwhile.
   */
  private static final int MAX_NESTED = 8;

  private final Callbacks callbacks;

  /** The thread that has a safepoint action for handlers before it, or null. */
  private final AtomicReference<@Nullable Thread> pending = new AtomicReference<>();

  /** Under the interpreter lock. */
  private int nested;

  SignalHandlers(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  /** Whether {@code thread} needs a safepoint action: it has none before it. Any thread. */
  boolean needAction(Thread thread) {
    return pending.getAndSet(thread) != thread;
  }

  /** The thread has no safepoint action before it any more: the next signal needs another. */
  void actionEnded(Thread thread) {
    pending.compareAndSet(thread, null);
  }

  /** Runs them, and throws what they raise. To be called where code may be stopped. */
  void run() {
    boolean hadLock = PythonContext.get(null).ownsGil();
    LockSharing.takeLock();
    if (nested < MAX_NESTED) {
      nested++;
      try {
        callbacks.call("handle_signals"); // what it raises goes on with the lock
      } finally {
        nested--;
      }
    }
    if (!hadLock) {
      GilNode.getUncached().release(true);
    }
  }
}
