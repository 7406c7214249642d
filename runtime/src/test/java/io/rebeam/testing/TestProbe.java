package io.rebeam.testing;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread brings about, never longer than a test may take. */
public final class TestProbe {
  /** How many times slower than usual this machine is; {@code REBEAM_TEST_SLOWNESS} says it. */
  public static final double SLOWNESS =
      Double.parseDouble(System.getenv().getOrDefault("REBEAM_TEST_SLOWNESS", "1"));

  /** How long something may take that should happen at once; only a test that fails waits so. */
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

  /** What the threads of the runtime do, for who finds out why something did not happen. */
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
