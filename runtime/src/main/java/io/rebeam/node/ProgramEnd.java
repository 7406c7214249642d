package io.rebeam.node;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The end of a program, in CPython's order: its processes get {@code shutdown} and, after three
 * seconds, {@code kill}; its threads that are no daemons are waited for; its {@code atexit}
 * functions run; its open files are flushed. The Python part runs in the main process. Any thread
 * may call any method.
 */
public final class ProgramEnd {
  /** The limit for the end of the processes, and for each later wait when the end has limits. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** How long Python may take to react to the end of its wait. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final String FILE = "<end>";
  private static final String ALL = "__import__('rebeam._ending', fromlist=['end']).end()";
  private static final String FILES =
      "__import__('rebeam._files', fromlist=['flush_all']).flush_all()";

  private final Node node;
  private final Session session;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> limited = new CompletableFuture<>();

  /** The thread that waits for processes, or null. Guarded by this. */
  private @Nullable Thread waiting;

  public ProgramEnd(Node node, Session session) {
    this.node = node;
    this.session = session;
  }

  /** Whether the end has begun. */
  public boolean hasBegun() {
    return begun.get();
  }

  /** Limits the waits for threads and for {@code atexit} functions from now on. */
  public void limit() {
    limited.complete(null);
  }

  /** Ends the current wait, as Ctrl-C does; the end goes on with its next step. */
  public void skip() {
    synchronized (this) {
      if (waiting != null) {
        waiting.interrupt();
        return;
      }
    }
    var _ = session.interrupt();
  }

  /** Ends the program and waits for the end; if the end has begun, only waits. */
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      done.join();
      return;
    }
    try {
      endProcesses();
      if (!perform(ALL)) {
        boolean _ = perform(FILES);
      }
    } finally {
      done.complete(null);
    }
  }

  private void endProcesses() {
    CompletableFuture<?> main = session.shutDownEvaluator();
    synchronized (this) {
      waiting = Thread.currentThread();
    }
    long began = System.nanoTime();
    int _ = node.shutdown(LIMIT);
    synchronized (this) {
      waiting = null;
      boolean _ = Thread.interrupted(); // the interrupt was for the wait
    }
    if (!isDone(main, LIMIT.minusNanos(System.nanoTime() - began))) {
      session.killEvaluator();
      boolean _ = isDone(main, PATIENCE);
    }
  }

  /** Runs a step of the end in the main process; false when the step has been given up. */
  private boolean perform(String code) {
    CompletableFuture<EvalResult> result;
    try {
      result = session.run(code, FILE, 1);
    } catch (IllegalStateException _) {
      return false; // the previous input has not ended
    }
    var _ = CompletableFuture.anyOf(result, limited).join();
    for (int waits = 0; waits < 2; waits++) {
      if (isDone(result, LIMIT)) {
        return true;
      }
      var _ = session.interrupt(); // ends one of the two waits
    }
    if (isDone(result, PATIENCE)) {
      return true;
    }
    session.killEvaluator();
    boolean _ = isDone(result, PATIENCE);
    return false;
  }

  private static boolean isDone(CompletableFuture<?> future, Duration limit) {
    try {
      future.get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return true;
    }
  }
}
