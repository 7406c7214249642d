package io.rebeam.kernel.scheduler;

import com.sun.management.ThreadMXBean;
import io.rebeam.kernel.process.LocalProcess;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees when the heap is so full that the node is kept by the garbage collector, and finds the
 * process that fills it, before the Java virtual machine gives up. Used by the monitor's thread.
 */
final class MemoryGuard {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A share of the heap in use below which nothing is looked at. */
  private static final double HIGH = 0.75;

  /** A share of the old generation that is left after a collection. */
  private static final double FULL = 0.9;

  /** The time over which the collector's share is taken, and what is too much. */
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final double MAX_COLLECTING = 0.5;

  private final BiConsumer<RuntimeThread, LocalProcess> onFull;
  private long lookedNanos;
  private @Nullable Beans beans;

  /** Since when the heap has been high, and what had been allocated and collected then. */
  private @Nullable Window window;

  /**
   * @param onFull what ends the process, which runs on the thread
   */
  MemoryGuard(BiConsumer<RuntimeThread, LocalProcess> onFull) {
    this.onFull = onFull;
  }

  private record Window(long began, long collectingMillis, Map<RuntimeThread, Long> allocated) {}

  /** Called often. */
  void look(long now, Set<RuntimeThread> threads) {
    if (now - lookedNanos < LOOK_NANOS) {
      return;
    }
    lookedNanos = now;
    Runtime heap = Runtime.getRuntime();
    if (heap.totalMemory() - heap.freeMemory() < HIGH * heap.maxMemory()) {
      window = null;
      return;
    }
    Beans of = beans == null ? new Beans() : beans;
    beans = of;
    Window seen = window;
    if (seen == null) {
      window = of.begin(now, threads);
    } else if (now - seen.began >= WINDOW_NANOS) {
      long collecting =
          TimeUnit.MILLISECONDS.toNanos(of.collectingMillis() - seen.collectingMillis);
      if (of.isFull() && collecting >= MAX_COLLECTING * (now - seen.began)) {
        of.busiest(threads, seen.allocated).ifPresent(this::end);
      }
      window = of.begin(now, threads);
    }
  }

  private void end(RuntimeThread thread) {
    LocalProcess process = thread.current();
    if (process != null && !process.isDead()) {
      onFull.accept(thread, process);
    }
  }

  /** What Java tells of its memory; made when it is first needed, since that takes a while. */
  private static final class Beans {
    private final @Nullable MemoryPoolMXBean old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
            .orElse(null);

    private final @Nullable ThreadMXBean threads =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;

    Window begin(long now, Set<RuntimeThread> running) {
      Map<RuntimeThread, Long> allocated = new HashMap<>();
      running.forEach(thread -> allocated.put(thread, allocated(thread)));
      return new Window(now, collectingMillis(), allocated);
    }

    /** Whether the last collection has left the old generation full. */
    boolean isFull() {
      if (old == null || old.getCollectionUsage() == null) {
        return false;
      }
      return old.getCollectionUsage().getUsed() >= FULL * old.getUsage().getMax();
    }

    long collectingMillis() {
      return ManagementFactory.getGarbageCollectorMXBeans().stream()
          .mapToLong(GarbageCollectorMXBean::getCollectionTime)
          .sum();
    }

    /** The thread that has allocated most since then, among those that run a process now. */
    Optional<RuntimeThread> busiest(Set<RuntimeThread> running, Map<RuntimeThread, Long> before) {
      return running.stream()
          .filter(thread -> thread.current() != null)
          .max(
              Comparator.comparingLong(
                  thread -> allocated(thread) - before.getOrDefault(thread, 0L)));
    }

    private long allocated(Thread thread) {
      return threads == null ? 0 : threads.getThreadAllocatedBytes(thread.threadId());
    }
  }
}
