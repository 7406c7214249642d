package io.rebeam.shell;

import io.rebeam.node.ProgramEnd;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The end of a session, when it is left and when a signal ends it: once, and within limits. */
final class Ending implements Foreground.Task {
  /** More than the end may take: three seconds for each of its parts. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final NodeBoot boot;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private volatile @Nullable ProgramEnd end;

  Ending(NodeBoot boot) {
    this.boot = boot;
  }

  /** Begins the end, if it has not begun; the future completes when it need not be waited for. */
  CompletableFuture<@Nullable Void> begin() {
    if (begun.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("rebeam-ending").start(this::run);
      var _ = done.completeOnTimeout(null, LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    return done;
  }

  private void run() {
    try {
      if (boot.session().state() == Future.State.SUCCESS) {
        var program = new ProgramEnd(boot.node().resultNow(), boot.session().resultNow());
        program.limit();
        end = program;
        program.run();
      }
    } finally {
      done.complete(null);
    }
  }

  /** Ends what is waited for now. */
  @Override
  public boolean interrupt() {
    ProgramEnd program = end;
    if (program != null) {
      program.skip();
    }
    return true;
  }

  /** A second signal ends the wait. */
  @Override
  public void force() {
    done.complete(null);
  }

  @Override
  public void runningLong(Duration time) {}
}
