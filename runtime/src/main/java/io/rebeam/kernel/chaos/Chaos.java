package io.rebeam.kernel.chaos;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A switch for tests: with {@code -Drebeam.chaos=SEED} threads hesitate at random at the seams of
 * the runtime, and slices are short, so that rare interleavings and hand-overs become frequent.
 * Without it the compiler removes the calls.
 */
public final class Chaos {
  /** The system property that switches it on; its value is a number, the seed. */
  public static final String PROPERTY = "rebeam.chaos";

  private static final boolean ON = Long.getLong(PROPERTY) != null;
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private static final ThreadLocal<Random> RANDOM =
      ThreadLocal.withInitial(
          () -> new Random(Long.getLong(PROPERTY, 0) * 31 + Thread.currentThread().threadId()));

  /** By how much the time is divided after which a thread has to let others run. */
  private static final int DIVISOR = 30;

  private Chaos() {}

  /** The time after which a thread has to let others run, which is {@code nanos} without chaos. */
  public static long share(long nanos) {
    return ON ? nanos / DIVISOR : nanos;
  }

  /**
   * A place where the actions of other threads may come between; called by any thread, with or
   * without locks.
   */
  public static void seam() {
    if (ON) {
      hesitate(RANDOM.get());
    }
  }

  private static void hesitate(Random random) {
    switch (random.nextInt(16)) {
      case 0 -> LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS));
      case 1, 2, 3, 4 -> Thread.yield();
      default -> {} // goes on at once
    }
  }
}
