package io.rebeam.kernel.python.library;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A computation on a thread of its own, outside the interpreter. A thread of Java cannot be
 * stopped: one whose caller has gone computes to its end, and its result is dropped.
 */
public final class Computation<T> {
  /** Threads that may compute at once; beyond, the caller computes itself. */
  private static final int MAX_THREADS = 64;

  private static final Set<Computation<?>> RUNNING = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String builtin;
  private final long since = System.nanoTime();
  private final Supplier<T> supplier;
  private final CountDownLatch done = new CountDownLatch(1);

  /** Written by its thread before {@link #done}. */
  private @Nullable T value;

  private @Nullable Throwable thrown;

  /** Whether the thread that started it still waits for it. */
  private volatile boolean awaited = true;

  private Computation(String builtin, Supplier<T> supplier) {
    this.builtin = builtin;
    this.supplier = supplier;
  }

  /**
   * One that runs now, for display.
   *
   * @param builtin what it computes, in Python's words
   * @param nanos for how long it has
   * @param awaited whether something still waits for its result
   */
  public record Running(String builtin, long nanos, boolean awaited) {}

  /** Starts one; null when there are too many. */
  public static <T> @Nullable Computation<T> start(String builtin, Supplier<T> supplier) {
    if (RUNNING.size() >= MAX_THREADS) {
      return null;
    }
    Computation<T> fresh = new Computation<>(builtin, supplier);
    RUNNING.add(fresh);
    Thread.ofPlatform()
        .daemon()
        .name("rebeam-computing-" + NUMBERS.incrementAndGet())
        .start(fresh::run);
    return fresh;
  }

  /** Those that run now. Any thread. */
  public static List<Running> running() {
    long now = System.nanoTime();
    return RUNNING.stream()
        .map(one -> new Running(one.builtin, now - one.since, one.awaited))
        .toList();
  }

  private void run() {
    try {
      value = supplier.get();
    } catch (Throwable failure) { // for the thread that waits, OutOfMemoryError too
      thrown = failure;
    } finally {
      RUNNING.remove(this);
      done.countDown();
    }
  }

  public void await() throws InterruptedException {
    done.await();
  }

  public boolean isDone() {
    return done.getCount() == 0;
  }

  /** The caller waits no longer. */
  public void leave() {
    awaited = false;
  }

  /** What it came to, or what it threw. Once it is done. */
  @SuppressWarnings("NullAway") // null when the supplier gives null
  T result() {
    switch (thrown) {
      case null -> {
        return value;
      }
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      default -> throw new IllegalStateException(thrown);
    }
  }
}
