package io.rebeam.kernel.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An object with a lock of its own that costs one word, since there may be a million of them. It
 * spins: it is held for a bounded time, never while Python runs, and nothing under it takes the
 * lock of another such object.
 */
abstract class SpinLocked {
  private static final int SPINS_BEFORE_YIELD = 64;
  private static final VarHandle LOCK;

  static {
    try {
      LOCK = MethodHandles.lookup().findVarHandle(SpinLocked.class, "lock", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through LOCK
  private volatile int lock;

  final void acquire() {
    int spins = 0;
    while (!LOCK.compareAndSet(this, 0, 1)) {
      if (++spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /** Whether no thread holds it; what the last holder wrote is visible then. */
  final boolean isFree() {
    return (int) LOCK.getAcquire(this) == 0;
  }

  final void release() {
    LOCK.setRelease(this, 0);
  }
}
