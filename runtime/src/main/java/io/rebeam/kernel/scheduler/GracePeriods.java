package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The processes that have got an exit signal, and until when each may unwind (semantics N7).
 *
 * <p>A process gets a period when the signal comes, and another when it begins to unwind. When the
 * first is over, only a process that is stuck is overdue: its slice has not ended, or another
 * process holds asyncio's loop. One that waits for its turn gets its second period later. All
 * periods are of one length, so they end in the order in which they began.
 *
 * <p>Any thread adds; the slice monitor takes.
 */
final class GracePeriods {
  /**
   * @param unwinds whether the process has begun to unwind
   */
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

  /** Calls {@code overdue} with each process whose time is over; it may have ended by itself. */
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

  /** Whether it cannot begin to unwind. Else it has begun, or will, with a period of its own. */
  private static boolean isStuck(LocalProcess process) {
    return !process.isUnwinding() && (RunState.isRunning(process) || process.loopUser() != null);
  }

  /** A blocking process is dead at once, but its thread may take the time to unwind. */
  private static boolean hasEnded(LocalProcess process) {
    return process.isDead() && (!process.isBlocking() || process.thread() == null);
  }
}
