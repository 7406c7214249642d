package io.rebeam.shell;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The end of a session: its processes may finish, for a while. */
final class Ending implements Foreground.Task {
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** After that nobody waits any more. */
  static final Duration LIMIT = GRACE.plusSeconds(2);

  private final NodeBoot boot;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

  Ending(NodeBoot boot) {
    this.boot = boot;
  }

  CompletableFuture<@Nullable Void> begin() {
    Thread.ofPlatform().daemon().name("rebeam-ending").start(this::run);
    return done;
  }

  private void run() {
    try {
      boot.shutdown(GRACE);
    } finally {
      done.complete(null);
    }
  }

  /** Whoever is in a hurry need not wait. */
  @Override
  public void interrupt() {
    done.complete(null);
  }

  @Override
  public void force() {
    done.complete(null);
  }

  @Override
  public void runningLong(Duration time) {
    done.complete(null);
  }
}
