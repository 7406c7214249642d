package io.rebeam.trace;

import io.rebeam.process.Pid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a traced process did.
 *
 * @param at when
 * @param kind what
 * @param process who did it
 * @param peer the receiver, the sender, the child, the linked process; null where there is none, as
 *     for a message from outside any process
 * @param text the message as Python would show it, cut to a sensible length; the exit reason, the
 *     registered name, the child's function; empty for links
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
