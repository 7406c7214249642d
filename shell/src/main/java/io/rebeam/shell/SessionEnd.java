package io.rebeam.shell;

import io.rebeam.node.ProgramEnd;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The end of a session, by the user or by a signal: it runs once, and within limits. */
final class SessionEnd implements Foreground.Task {
  /** Longer than the end, whose steps have three seconds each. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final NodeBoot boot;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private volatile @Nullable ProgramEnd end;

  SessionEnd(NodeBoot boot) {
    this.boot = boot;
  }

  /** Begins the end unless it has begun; the future completes when the wait for it is over. */
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

  /** Ends the current wait. */
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
