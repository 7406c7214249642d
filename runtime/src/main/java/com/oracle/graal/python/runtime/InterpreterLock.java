package com.oracle.graal.python.runtime;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Reads GraalPy's interpreter lock; in GraalPy's package, to which the methods for it belong. */
@NullMarked
public final class InterpreterLock {
  private InterpreterLock() {}

  /**
   * Whether {@code thread} has the lock while others wait for it. Any thread; it may be otherwise
   * the next moment.
   */
  public static boolean isWantedFrom(Thread thread, PythonContext context) {
    return context.gilHasQueuedThreads() && context.getGilOwner() == thread;
  }

  /** The thread that has the lock, or null. Any thread; it may be otherwise the next moment. */
  public static @Nullable Thread owner(PythonContext context) {
    return context.getGilOwner();
  }
}
