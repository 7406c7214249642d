package io.rebeam.kernel.process;

import io.rebeam.kernel.signal.ExitReason;
import org.jspecify.annotations.Nullable;

/** Hears of a process's end inside the runtime; called on the thread that ended it, locks free. */
@FunctionalInterface
public interface DeathListener {
  /**
   * @param origin the linked process whose exit signal ended it, or null
   * @param mailboxLength messages that were left
   */
  void died(
      LocalProcess process, ExitReason reason, @Nullable LocalProcess origin, long mailboxLength);
}
