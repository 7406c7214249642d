package io.rebeam.kernel.python;

import com.oracle.truffle.api.TruffleSafepoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;

/**
 * The thread on which a context is initialised. GraalPy makes it run what follows a garbage
 * collection, at a safepoint: the callbacks of weak references, and the closing of files that a
 * program has forgotten. So it stays in the context for as long as that lives, and waits.
 */
final class FinalizerThread extends Thread {
  private final Context context;
  private final Runnable boot;
  private final CompletableFuture<Void> booted = new CompletableFuture<>();

  private FinalizerThread(Context context, Runnable boot) {
    super("rebeam-finalizer");
    setDaemon(true);
    this.context = context;
    this.boot = boot;
  }

  /** Starts one, and returns what {@code boot} has made on it, in the context. */
  static <T> T start(Context context, Supplier<T> boot) {
    var made = new CompletableFuture<T>();
    var thread = new FinalizerThread(context, () -> made.complete(boot.get()));
    thread.start();
    try {
      thread.booted.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
    return made.join();
  }

  @Override
  public void run() {
    context.enter();
    try {
      boot.run();
      booted.complete(null);
      TruffleSafepoint.setBlockedThreadInterruptible(
          null, CountDownLatch::await, new CountDownLatch(1));
    } catch (RuntimeException | Error e) {
      if (!booted.completeExceptionally(e) && e instanceof OutOfMemoryError) {
        throw e; // else the context has been closed
      }
    } finally {
      context.leave(); // the end of the context waits for that
    }
  }
}
