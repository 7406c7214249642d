package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The processes that were told to exit, and until when each may unwind (semantics N7). All have the
 * same time, so they are due in the order they came. Any thread adds; the slice monitor looks.
 */
final class GracePeriods {
  private record Unwinding(LocalProcess process, long deadline) {}

  private final Duration length;
  private final Queue<Unwinding> unwinding = new ConcurrentLinkedQueue<>();

  GracePeriods(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  void begin(LocalProcess process, long now) {
    unwinding.add(new Unwinding(process, now + length.toNanos()));
  }

  /** Hands each process whose time is over to {@code overdue}; it may have ended by itself. */
  void look(long now, Consumer<LocalProcess> overdue) {
    Unwinding first;
    while ((first = unwinding.peek()) != null
        && (hasEnded(first.process) || now - first.deadline >= 0)) {
      unwinding.poll(); // by the one thread that takes
      overdue.accept(first.process);
    }
  }

  /** A blocking process is dead at once, but its thread may take the time to unwind. */
  private static boolean hasEnded(LocalProcess process) {
    return process.isDead() && (!process.isBlocking() || process.thread() == null);
  }
}
