package io.rebeam.node;

import java.time.Duration;

/**
 * The limits of a node.
 *
 * @param maxProcesses processes that may exist at once; beyond it {@code spawn} raises {@code
 *     SystemLimit} (semantics A11)
 * @param maxBlockingThreads threads of blocking processes and of {@code run_blocking} that may
 *     exist at once; beyond it both raise {@code SystemLimit} (N11)
 * @param gracePeriod how long a process may go on unwinding after an exit signal before it is ended
 *     as by {@code kill} (N7)
 */
public record NodeLimits(int maxProcesses, int maxBlockingThreads, Duration gracePeriod) {
  public static final int DEFAULT_MAX_PROCESSES = 16_000_000;
  public static final int DEFAULT_MAX_BLOCKING_THREADS = 10_000;
  public static final int DEFAULT_GRACE_SECONDS = 1;

  public static final NodeLimits DEFAULT =
      new NodeLimits(
          DEFAULT_MAX_PROCESSES,
          DEFAULT_MAX_BLOCKING_THREADS,
          Duration.ofSeconds(DEFAULT_GRACE_SECONDS));

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public NodeLimits {
    if (maxProcesses < 1 || maxBlockingThreads < 1 || gracePeriod.isNegative()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
