package io.rebeam.shell;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The wait of the input thread for a task, with the steps of an interrupt. The first Ctrl-C
 * interrupts the task; the second, or {@link #PATIENCE} without a reaction, ends it by force. A
 * task may go on after the first Ctrl-C; then two within that time end it by force. The wait always
 * ends.
 */
final class Foreground {
  /** Runs a task on a thread of its own. */
  static final Executor ASIDE =
      task -> Thread.ofPlatform().daemon().name("rebeam-aside").start(task);

  /** How long an interrupt may take before the next step. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration HINT_AFTER = Duration.ofSeconds(5);

  /** A task that the input thread waits for. */
  interface Task {
    /**
     * The first Ctrl-C. Must not wait.
     *
     * @return whether the task ends by it; a program may handle or ignore a Ctrl-C
     */
    boolean interrupt();

    /** The second step. Must not wait. */
    void force();

    /** Called when the task has been running for long. Must not wait. */
    void runningLong(Duration time);
  }

  /** An event that wakes the wait. */
  private sealed interface Event {
    record Done() implements Event {}

    record Interrupt() implements Event {}
  }

  private final Interrupts interrupts;

  Foreground(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  /** Waits for the task; false when it has not ended even by force. */
  boolean await(CompletableFuture<?> result, Task task) {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    BiConsumer<Object, @Nullable Throwable> done = (_, _) -> events.add(new Event.Done());
    interrupts.passTo(() -> events.add(new Event.Interrupt()));
    try {
      var _ = result.whenComplete(done);
      return waitFor(events, task);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      interrupts.keep();
    }
  }

  private static boolean waitFor(BlockingQueue<Event> events, Task task)
      throws InterruptedException {
    int step = 0;
    boolean ending = false; // whether the first step ends the task
    long wait = HINT_AFTER.toMillis();
    while (true) {
      Event event = events.poll(wait, TimeUnit.MILLISECONDS);
      wait = PATIENCE.toMillis();
      switch (event) {
        case Event.Done _ -> {
          return true;
        }
        case Event.Interrupt _ -> {
          if (++step == 1) {
            ending = task.interrupt();
          } else {
            task.force();
          }
        }
        case null -> {
          if (step == 0) {
            task.runningLong(HINT_AFTER);
            wait = TimeUnit.DAYS.toMillis(1);
          } else if (step > 1) {
            return false;
          } else if (ending) {
            step++;
            task.force();
          } else {
            step = 0; // the task goes on; the next Ctrl-C is a first one again
            wait = TimeUnit.DAYS.toMillis(1);
          }
        }
      }
    }
  }
}
