package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.LocalProcess;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The processes that were told to exit, and until when each may unwind (semantics N7). A process
 * that has to wait for its turn first has its time yet to come; one that does not end the slice it
 * is in, or does not get at asyncio's loop because another holds it, has none beyond the first. All
 * times are equal, so they are due in the order they came. Any thread adds; the slice monitor
 * looks.
 */
final class GracePeriods {
  /** {@code unwinds} is false when the process has yet to begin. */
  private record Period(LocalProcess process, long deadline, boolean unwinds) {}

  private final Duration length;
  private final Queue<Period> periods = new ConcurrentLinkedQueue<>();

  GracePeriods(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  void begin(LocalProcess process, long now, boolean unwinds) {
    periods.add(new Period(process, now + length.toNanos(), unwinds));
  }

  /** Hands each process whose time is over to {@code overdue}; it may have ended by itself. */
  void look(long now, Consumer<LocalProcess> overdue) {
    Period first;
    while ((first = periods.peek()) != null
        && (hasEnded(first.process) || now - first.deadline >= 0)) {
      periods.poll(); // by the one thread that takes
      if (first.unwinds || isStuck(first.process)) {
        overdue.accept(first.process);
      }
    }
  }

  /** Else the process has begun to unwind since, or will, and a period of its own with it. */
  private static boolean isStuck(LocalProcess process) {
    return !process.isUnwinding() && (RunState.isRunning(process) || process.loopUser() != null);
  }

  /** A blocking process is dead at once, but its thread may take the time to unwind. */
  private static boolean hasEnded(LocalProcess process) {
    return process.isDead() && (!process.isBlocking() || process.thread() == null);
  }
}
