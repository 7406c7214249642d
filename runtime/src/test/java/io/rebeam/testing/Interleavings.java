package io.rebeam.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.Lincheck;

/**
 * Runs a scenario of a few threads again and again, each time with another interleaving of their
 * reads and writes. Lincheck chooses the next one, so that each is tried once, and prints the one
 * that fails. It assumes sequential consistency: what a processor may reorder is not tried.
 */
public final class Interleavings {
  /** How many interleavings of each scenario are tried; {@code -Pstress} says more. */
  private static final int TRIES = Integer.getInteger("rebeam.interleavings", 1_000);

  private Interleavings() {}

  /** Tries {@code scenario}, which makes all that it uses anew. */
  public static void explore(Runnable scenario) {
    Lincheck.runConcurrentTest(TRIES, scenario);
  }

  /** Runs the bodies on threads of their own, at the same time, and waits for all of them. */
  public static void together(Runnable... bodies) {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (Runnable body : bodies) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  body.run();
                } catch (Throwable failure) {
                  failures.add(failure);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    Throwable failure = failures.poll();
    if (failure != null) {
      throw new AssertionError(failure);
    }
  }

  /**
   * Fails unless {@code condition} holds. For scenarios: an assertion library has much to trace.
   */
  public static void check(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
