package io.rebeam.history;

import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A process that has ended, as it was at its end.
 *
 * @param pid its pid, which is not used again
 * @param names its registered name, label and function
 * @param parent its spawner; null for a process without one
 * @param reason the exit reason on one line
 * @param abnormal whether the reason is neither {@code normal} nor a shutdown
 * @param origin the cause of the end
 * @param lifetime from its spawn to its end
 * @param messagesLeft messages in its mailbox at the end, which are lost
 * @param ago time since the end
 */
public record EndedProcess(
    Pid pid,
    ProcessNames names,
    @Nullable Pid parent,
    String reason,
    boolean abnormal,
    ExitOrigin origin,
    Duration lifetime,
    long messagesLeft,
    Duration ago) {

  /** When and why it ended: {@code 3.2 s ago: killed, by a signal of <0.4.0> "shell"}. */
  public String summary() {
    String by =
        switch (origin.kind()) {
          case ITSELF, RUNTIME -> "";
          case LINK -> ", linked to " + origin.pid() + " " + origin.name();
          case SIGNAL -> ", by a signal of " + origin.pid() + " " + origin.name();
          case OUTSIDE -> ", by a signal from outside";
        };
    return seconds() + " ago: " + reason + by.stripTrailing();
  }

  private String seconds() {
    return ago.toMinutes() < 2
        ? "%.1f s".formatted(ago.toMillis() / 1e3)
        : ago.toMinutes() + " min";
  }
}
