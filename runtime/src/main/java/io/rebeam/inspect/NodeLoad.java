package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The load of the schedulers of a node, from samples that their monitors take.
 *
 * @param over the time that the shares refer to: the last second, or less just after the start
 * @param schedulers the schedulers, by number
 * @param zombies threads that still run code of dead processes
 * @param blockingThreads threads of blocking processes, idle ones included
 * @param blockingLimit the limit of {@code blockingThreads}
 * @param holder the process that holds the GIL during one call of a builtin, or null
 * @param computations the running computations that do not need the GIL
 */
public record NodeLoad(
    Duration over,
    List<SchedulerLoad> schedulers,
    int zombies,
    int blockingThreads,
    int blockingLimit,
    @Nullable LockHolder holder,
    List<Computation> computations) {
  public NodeLoad {
    schedulers = List.copyOf(schedulers);
    computations = List.copyOf(computations);
  }

  /**
   * A process in a builtin that holds the GIL until it returns: no other Python code runs
   * meanwhile.
   *
   * @param process the process; its name is empty when it has died
   * @param builtin the builtin, such as {@code zlib.compress}; "" when it is unknown
   * @param running for how long the process has been running without a wait
   */
  public record LockHolder(Peer process, String builtin, Duration running) {
    /** A description of the call. */
    public String what() {
      return builtin.isEmpty() ? "a builtin" : builtin;
    }
  }

  /**
   * A computation on a thread of its own.
   *
   * @param builtin the operation, such as {@code int ** int}
   * @param running the time since it began
   * @param awaited whether its process still waits for it; else its result will be dropped
   */
  public record Computation(String builtin, Duration running, boolean awaited) {}

  /**
   * One scheduler.
   *
   * @param number its number, 1 for the first
   * @param busy share of the time in which its carrier ran a process, 0 to 1
   * @param runQueue processes that wait for their turn
   * @param slices slices that its threads have run since the start
   * @param longest the longest slice seen in that time
   * @param threads its threads: carriers, the asyncio loop, those of blocking processes
   * @param busiest the processes that ran most in that time
   */
  public record SchedulerLoad(
      int number,
      double busy,
      int runQueue,
      long slices,
      @Nullable Slice longest,
      List<ThreadLoad> threads,
      List<Share> busiest) {
    public SchedulerLoad {
      threads = List.copyOf(threads);
      busiest = List.copyOf(busiest);
    }
  }

  /**
   * A long slice.
   *
   * @param process the process that ran; its name is empty when it has died
   * @param length how long it ran without a wait
   */
  public record Slice(Peer process, Duration length) {}

  /**
   * One thread.
   *
   * @param name the thread's name, as in a thread dump
   * @param kind its kind: {@code carrier}, {@code retired}, {@code asyncio}, {@code blocking}
   * @param busy share of the time in which it ran a process, 0 to 1
   * @param waiting share of the time in which it ran a process but waited, for the GIL or inside a
   *     blocking call
   * @param process the process that it runs now, or null
   * @param running how long that process has been running without a wait; zero without a process
   * @param slices slices that it has run
   */
  public record ThreadLoad(
      String name,
      String kind,
      double busy,
      double waiting,
      @Nullable Peer process,
      Duration running,
      long slices) {}

  /**
   * A process that ran much.
   *
   * @param process the process; its name is empty when it has died
   * @param share of the time in which it ran, 0 to 1
   */
  public record Share(Peer process, double share) {}
}
