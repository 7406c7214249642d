package io.rebeam.trace;

import java.time.Duration;

/**
 * The limits of a trace. Every trace has limits.
 *
 * @param count the number of events after which it stops
 * @param time the time after which it stops
 * @param rate events per second; further events are dropped and counted
 */
public record TraceLimits(int count, Duration time, int rate) {
  public static final int MAX_COUNT = 1_000_000;
  public static final int MAX_RATE = 100_000;
  public static final Duration MAX_TIME = Duration.ofDays(1);

  public static final TraceLimits DEFAULT = new TraceLimits(100, Duration.ofSeconds(30), 50);

  /**
   * @throws IllegalArgumentException when a limit is not positive, or above its maximum
   */
  public TraceLimits {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a trace shows 1 to " + MAX_COUNT + " events");
    }
    if (!time.isPositive() || time.compareTo(MAX_TIME) > 0) {
      throw new IllegalArgumentException("a trace takes some time, and a day at most");
    }
    if (rate < 1 || rate > MAX_RATE) {
      throw new IllegalArgumentException("a trace shows 1 to " + MAX_RATE + " events a second");
    }
  }
}
