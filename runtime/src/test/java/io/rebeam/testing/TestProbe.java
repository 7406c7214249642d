package io.rebeam.testing;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions that other threads bring about, within the limits of a test. */
public final class TestProbe {
  /** The factor by which this machine is slower than usual: {@code REBEAM_TEST_SLOWNESS}. */
  public static final double SLOWNESS =
      Double.parseDouble(System.getenv().getOrDefault("REBEAM_TEST_SLOWNESS", "1"));

  /** The limit for a condition that should hold at once; only a failing test waits so long. */
  public static final Duration PATIENCE = Duration.ofMillis((long) (60_000 * SLOWNESS));

  /** How long a whole program may run. */
  public static final Duration LONG_PATIENCE = PATIENCE.multipliedBy(5);

  private TestProbe() {}

  /** Waits until {@code condition} holds; fails with {@code what} when it does not. */
  public static void expect(BooleanSupplier condition, Supplier<String> what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("expected within " + PATIENCE + ": " + what.get());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** The value of a future that should come at once. */
  public static <T> T await(Future<T> future) {
    return await(future, PATIENCE);
  }

  /** The value of a future that should come within {@code patience}. */
  public static <T> T await(Future<T> future, Duration patience) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within " + patience + "\n" + runtimeThreads(), e);
    }
  }

  /** The stacks of the runtime's threads, for the message of a failure. */
  private static String runtimeThreads() {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              if (thread.getName().startsWith("rebeam-")) {
                text.append(thread).append('\n');
                for (StackTraceElement frame : frames) {
                  text.append("    ").append(frame).append('\n');
                }
              }
            });
    return text.toString();
  }
}
