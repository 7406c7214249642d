package io.rebeam.kernel.process;

import io.rebeam.kernel.signal.Signal.Message;
import org.jspecify.annotations.Nullable;

/**
 * What watches the processes of a node: tracing, the history of ends, the flight recorder, the
 * logs. Called by any thread, for some events under the lock of the process, as is said there; an
 * implementation takes a note and waits for nothing.
 */
public interface ProcessObserver {
  /** A process has been made and is in the table; it does not run yet. */
  void created(LocalProcess process);

  /** All that is set at a spawn is set; links and monitors follow, and {@link #started}. */
  void spawned(LocalProcess process);

  /** The process is about to run for the first time. */
  void started(LocalProcess process);

  /** A traced process is about to send a message. */
  void sent(LocalProcess sender, LocalProcess receiver, Message message);

  /** A traced process has taken a message out of its mailbox. */
  void received(LocalProcess receiver, Message message);

  /** {@code self} has linked itself to {@code peer}, and one of them is traced. */
  void linked(LocalProcess self, LocalProcess peer);

  /** {@code self} has ended the link, and one of them is traced. */
  void unlinked(LocalProcess self, LocalProcess peer);

  /** A process has got a registered name. */
  void registered(LocalProcess process, String name);

  /** A process has lost its registered name by {@code unregister}. */
  void unregistered(LocalProcess process, String name);

  /** A process has got a label. */
  void labelled(LocalProcess process, String label);

  /** A process is dead; what it held is still there. Under its lock. */
  void ending(LocalProcess process, Ending ending);

  /** A traced process has ended, and its name is free. Under its lock. */
  void ended(LocalProcess process, String reason);

  /**
   * A mailbox is full, so that its process exits. Under its lock.
   *
   * @param name the process's registered name, else its label, else null
   */
  void mailboxFull(LocalProcess process, @Nullable String name, int limit);

  /** A process was not made, because the process table is full (semantics A11). */
  void processLimitReached(int limit);
}
