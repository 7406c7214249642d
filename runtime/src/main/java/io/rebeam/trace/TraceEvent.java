package io.rebeam.trace;

import io.rebeam.process.Pid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action of a traced process.
 *
 * @param at the time of the action
 * @param kind the kind of action
 * @param process the traced process
 * @param peer the receiver, the sender, the child, the linked process; null where there is none, as
 *     for a message from outside any process
 * @param text the message as Python would show it, cut; the exit reason, the registered name, the
 *     child's function; empty for links
 * @param waited how long a received message had been in the mailbox; null for other events
 */
public record TraceEvent(
    Instant at,
    TraceKind kind,
    Party process,
    @Nullable Party peer,
    String text,
    @Nullable Duration waited) {
  /**
   * A process in an event.
   *
   * @param pid the process
   * @param name its registered name; empty when it has none
   */
  public record Party(Pid pid, String name) {}
}
