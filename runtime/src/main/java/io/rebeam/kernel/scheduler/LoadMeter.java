package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a scheduler did over the last second, from samples that the monitor takes on
 * each of its rounds: the threads themselves count nothing for it. The monitor adds, any thread
 * reads.
 */
public final class LoadMeter {
  private static final long BUCKET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int BUCKETS = 10;

  /** Samples of a tenth of a second. */
  private static final class Bucket {
    final long began;
    int samples;
    int busy;
    long longestNanos;
    long longestSerial;
    final Map<Thread, int[]> threads = new HashMap<>();
    final Map<Long, int[]> processes = new HashMap<>();

    Bucket(long began) {
      this.began = began;
    }
  }

  /** The oldest first. Guarded by this. */
  private final Deque<Bucket> buckets = new ArrayDeque<>();

  /**
   * The samples of the last second.
   *
   * @param nanos what time they are of
   * @param busy share in which a stepping thread ran a process
   * @param longestNanos the longest slice seen; 0 for none
   * @param longestSerial the process that ran it
   * @param threads shares by thread: busy, and waiting while busy
   * @param processes the processes that were seen running and not waiting, the most often seen
   *     first
   */
  public record Reading(
      long nanos,
      double busy,
      long longestNanos,
      long longestSerial,
      Map<Thread, double[]> threads,
      List<Share> processes) {}

  /** In which share of the samples a process was seen running. */
  public record Share(long serial, double share) {}

  /** Looks at all {@code threads} once. Called by the monitor. */
  synchronized void sample(long now, Collection<RuntimeThread> threads) {
    Bucket bucket = current(now);
    bucket.samples++;
    boolean stepping = false;
    for (RuntimeThread thread : threads) {
      LocalProcess process = thread.current();
      long began = thread.sliceNanos();
      if (process != null && began != 0 && thread.isBusy()) {
        count(bucket, thread, process, now - began);
        stepping |= thread instanceof SteppingThread;
      }
    }
    bucket.busy += stepping ? 1 : 0;
  }

  private Bucket current(long now) {
    Bucket last = buckets.peekLast();
    if (last != null && now - last.began < BUCKET_NANOS) {
      return last;
    }
    Bucket fresh = new Bucket(now);
    buckets.addLast(fresh);
    if (buckets.size() > BUCKETS) {
      buckets.removeFirst();
    }
    return fresh;
  }

  private static void count(Bucket bucket, RuntimeThread thread, LocalProcess process, long nanos) {
    int[] counts = bucket.threads.computeIfAbsent(thread, _ -> new int[2]);
    counts[0]++;
    if (thread.getState() == Thread.State.RUNNABLE) {
      bucket.processes.computeIfAbsent(process.serial(), _ -> new int[1])[0]++;
    } else {
      counts[1]++; // for the interpreter lock, or inside a call that blocks
    }
    if (thread instanceof SteppingThread && nanos > bucket.longestNanos) {
      bucket.longestNanos = nanos;
      bucket.longestSerial = process.serial();
    }
  }

  /** What was seen; empty before the first sample. */
  public synchronized Reading read(long now) {
    int samples = 0;
    int busy = 0;
    @Nullable Bucket longest = null;
    Map<Thread, int[]> threads = new HashMap<>();
    Map<Long, int[]> processes = new HashMap<>();
    for (Bucket bucket : buckets) {
      samples += bucket.samples;
      busy += bucket.busy;
      if (bucket.longestNanos > 0
          && (longest == null || bucket.longestNanos > longest.longestNanos)) {
        longest = bucket;
      }
      bucket.threads.forEach((thread, counts) -> add(threads, thread, counts));
      bucket.processes.forEach((serial, counts) -> add(processes, serial, counts));
    }
    double of = Math.max(1, samples);
    return new Reading(
        buckets.isEmpty() ? 0 : now - buckets.getFirst().began,
        busy / of,
        longest == null ? 0 : longest.longestNanos,
        longest == null ? 0 : longest.longestSerial,
        shares(threads, of),
        processes.entrySet().stream()
            .map(entry -> new Share(entry.getKey(), entry.getValue()[0] / of))
            .sorted(
                Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::serial))
            .toList());
  }

  private static <K> void add(Map<K, int[]> sums, K key, int[] counts) {
    int[] sum = sums.computeIfAbsent(key, _ -> new int[counts.length]);
    for (int i = 0; i < counts.length; i++) {
      sum[i] += counts[i];
    }
  }

  private static Map<Thread, double[]> shares(Map<Thread, int[]> counts, double of) {
    Map<Thread, double[]> shares = new HashMap<>();
    counts.forEach((thread, both) -> shares.put(thread, new double[] {both[0] / of, both[1] / of}));
    return shares;
  }
}
