package io.rebeam.kernel.scheduler;

import com.sun.management.ThreadMXBean;
import io.rebeam.kernel.process.LocalProcess;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Detects that the heap is so full that the garbage collector takes most of the time, and finds the
 * process that fills it, before the Java virtual machine throws. Used by the monitor's thread.
 */
final class MemoryGuard {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A share of the heap in use from which on the figures are at hand: later there is no room. */
  private static final double PREPARED = 0.4;

  /** A share of the heap in use below which nothing is looked at. */
  private static final double HIGH = 0.75;

  /** A share of the old generation that is left after a collection. */
  private static final double FULL = 0.9;

  /**
   * Bytes of the old generation that must be free after a collection, however small the heap is:
   * they have to do for the end of the process that is found, and at a prompt for freeing what it
   * had bound.
   */
  private static final long ROOM = 32 << 20;

  /** The time over which collections are looked at, and what is too much. */
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final double MAX_COLLECTING = 0.5;
  private static final int MIN_COLLECTIONS = 2;

  /** How long the process that was found may take to give back what it holds. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** How long its thread may still be on its way out of the code that has ended. */
  private static final long LEAVING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final BiConsumer<RuntimeThread, LocalProcess> onFull;
  private long lookedNanos;
  private @Nullable Beans beans;

  /** Since when the heap has been high, and what had been allocated and collected then. */
  private @Nullable Window window;

  /** The process that was found last, until what it held has been collected. */
  private @Nullable LocalProcess found;

  /** Until when no other is looked for. */
  private long quietUntil;

  /**
   * @param onFull what ends the process, which runs on the thread
   */
  MemoryGuard(BiConsumer<RuntimeThread, LocalProcess> onFull) {
    this.onFull = onFull;
  }

  private record Window(
      long began, long collections, long collectingMillis, Map<RuntimeThread, Long> allocated) {}

  /** Called often. */
  void look(long now, Set<RuntimeThread> threads) {
    if (now - lookedNanos < LOOK_NANOS) {
      return;
    }
    lookedNanos = now;
    LocalProcess earlier = found;
    if (earlier != null) {
      if (earlier.isDead()) {
        quietUntil = Math.min(quietUntil, now + LEAVING_NANOS);
      }
      if (now - quietUntil >= 0) {
        found = null;
        window = null;
        System.gc(); // another process must not end for what this one has held
      }
      return;
    }
    Runtime heap = Runtime.getRuntime();
    double used = (double) (heap.totalMemory() - heap.freeMemory()) / heap.maxMemory();
    if (used < PREPARED) {
      window = null;
      return;
    }
    Beans of = beans;
    if (of == null) {
      of = new Beans();
      beans = of;
      var _ = isKept(of, of.begin(now, threads), now); // loads the classes
    }
    Window seen = window;
    if (used < HIGH) {
      window = null;
    } else if (seen == null) {
      window = of.begin(now, threads);
    } else if (isKept(of, seen, now)) {
      end(of.busiest(threads, seen.allocated), now);
    } else if (now - seen.began >= WINDOW_NANOS) {
      window = of.begin(now, threads);
    }
  }

  /** Whether the node is kept by collections that free nothing. */
  private static boolean isKept(Beans beans, Window seen, long now) {
    long collecting =
        TimeUnit.MILLISECONDS.toNanos(beans.collectingMillis() - seen.collectingMillis);
    return beans.collections() - seen.collections >= MIN_COLLECTIONS
        && collecting >= MAX_COLLECTING * (now - seen.began)
        && beans.isFull();
  }

  private void end(@Nullable RuntimeThread thread, long now) {
    LocalProcess process = thread == null ? null : thread.current();
    if (process != null && !process.isDead()) {
      found = process;
      quietUntil = now + PATIENCE_NANOS;
      onFull.accept(thread, process);
    }
  }

  /**
   * Java's figures of its memory. Made when they may soon be needed: to make them takes a while,
   * and memory.
   */
  private static final class Beans {
    private final @Nullable MemoryPoolMXBean old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
            .orElse(null);

    private final List<GarbageCollectorMXBean> collectors =
        ManagementFactory.getGarbageCollectorMXBeans();

    private final @Nullable ThreadMXBean threads =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;

    Window begin(long now, Set<RuntimeThread> running) {
      Map<RuntimeThread, Long> allocated = new HashMap<>();
      for (RuntimeThread thread : running) {
        allocated.put(thread, allocated(thread));
      }
      return new Window(now, collections(), collectingMillis(), allocated);
    }

    /** Whether the last collection has left the old generation full. */
    boolean isFull() {
      if (old == null || old.getCollectionUsage() == null) {
        return false;
      }
      long most = old.getUsage().getMax();
      return old.getCollectionUsage().getUsed() >= Math.min(FULL * most, most - ROOM);
    }

    /** Collections of the old generation. */
    long collections() {
      long count = 0;
      for (GarbageCollectorMXBean collector : collectors) {
        if (old != null && List.of(collector.getMemoryPoolNames()).contains(old.getName())) {
          count += collector.getCollectionCount();
        }
      }
      return count;
    }

    long collectingMillis() {
      long millis = 0;
      for (GarbageCollectorMXBean collector : collectors) {
        millis += collector.getCollectionTime();
      }
      return millis;
    }

    /** The thread that has allocated most since then, among those that run a process now. */
    @Nullable RuntimeThread busiest(Set<RuntimeThread> running, Map<RuntimeThread, Long> before) {
      RuntimeThread busiest = null;
      long most = -1;
      for (RuntimeThread thread : running) {
        long since = allocated(thread) - before.getOrDefault(thread, 0L);
        if (thread.current() != null && since > most) {
          most = since;
          busiest = thread;
        }
      }
      return busiest;
    }

    private long allocated(Thread thread) {
      return threads == null ? 0 : threads.getThreadAllocatedBytes(thread.threadId());
    }
  }
}
