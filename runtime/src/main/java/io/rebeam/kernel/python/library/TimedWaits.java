package io.rebeam.kernel.python.library;

import com.oracle.truffle.api.TruffleSafepoint;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits of GraalPy's own builtin functions that answer safepoints, and end at a point in time,
 * however often a safepoint action interrupts them. Called by GraalPy's classes, in which the build
 * puts the calls ({@code runtime/src/build/GraalPyChanges.java}).
 */
public final class TimedWaits {
  /** Longer than any wait, and far from where the clock's numbers end. */
  private static final long MAX_NANOS = Long.MAX_VALUE / 2;

  private TimedWaits() {}

  /** The point in time that lies {@code millis} ahead, for {@link #millisLeft}. */
  public static long deadline(long millis) {
    return System.nanoTime() + Math.min(TimeUnit.MILLISECONDS.toNanos(millis), MAX_NANOS);
  }

  /** The milliseconds until {@code deadline}, rounded up; 0 when it is over. */
  public static long millisLeft(long deadline) {
    return Math.ceilDiv(Math.max(0, deadline - System.nanoTime()), 1_000_000);
  }

  /** Waits for the next element of {@code queue}. */
  public static Object take(LinkedBlockingQueue<Object> queue) {
    AtomicReference<@Nullable Object> taken = new AtomicReference<>();
    TruffleSafepoint.setBlockedThreadInterruptible(null, q -> taken.set(q.take()), queue);
    return Objects.requireNonNull(taken.get());
  }

  /** Waits for the next element of {@code queue}; null if there is none in time. */
  public static @Nullable Object poll(
      LinkedBlockingQueue<Object> queue, long timeout, TimeUnit unit) {
    long deadline = System.nanoTime() + Math.min(unit.toNanos(timeout), MAX_NANOS);
    AtomicReference<@Nullable Object> taken = new AtomicReference<>();
    TruffleSafepoint.setBlockedThreadInterruptible(
        null, q -> taken.set(q.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)), queue);
    return taken.get();
  }
}
