package io.rebeam.it;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with limits for a busy machine. */
final class Waiting {
  static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  static void until(BooleanSupplier condition, Supplier<String> failure) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > Rebeam.LIMIT.toNanos()) {
        throw new AssertionError(failure.get());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
