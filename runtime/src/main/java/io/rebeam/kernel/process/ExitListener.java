package io.rebeam.kernel.process;

import io.rebeam.kernel.signal.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * Code of the runtime that runs when a process has ended, on the thread that ended it, without
 * locks.
 */
@FunctionalInterface
public interface ExitListener {
  /**
   * @param origin the process whose exit signal ended it, or null
   * @param mailboxLength messages that were left
   */
  void ended(
      LocalProcess process, ExitReason reason, @Nullable LocalProcess origin, long mailboxLength);

  /** This one, and then {@code next}. */
  default ExitListener andThen(ExitListener next) {
    return (process, reason, origin, mailboxLength) -> {
      ended(process, reason, origin, mailboxLength);
      next.ended(process, reason, origin, mailboxLength);
    };
  }
}
