package io.rebeam.commands.process;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a moment for what a process does of its own accord. */
final class Patience {
  private static final Duration STEP = Duration.ofMillis(1);

  private Patience() {}

  /** Returns whether it came true in time; gives up when the thread is interrupted. */
  @CanIgnoreReturnValue
  static boolean eventually(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }
}
