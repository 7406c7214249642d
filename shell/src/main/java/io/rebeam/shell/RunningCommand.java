package io.rebeam.shell;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A {@code :command}, on a thread of its own so that Ctrl-C can end the wait for it. */
final class RunningCommand implements Foreground.Task {
  private final Runnable command;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private @Nullable Thread thread;

  RunningCommand(Runnable command) {
    this.command = command;
  }

  CompletableFuture<@Nullable Void> start() {
    thread = Thread.ofPlatform().daemon().name("rebeam-command").start(this::run);
    return done;
  }

  private void run() {
    try {
      command.run();
    } finally {
      done.complete(null);
    }
  }

  @Override
  public boolean interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
    return true;
  }

  @Override
  public void force() {
    done.complete(null);
  }

  @Override
  public void runningLong(Duration time) {}
}
