package io.rebeam.commands.process;

import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Notice;
import java.util.Optional;

/** The answer of {@code :kill}. */
final class KillOutcome {
  private KillOutcome() {}

  /**
   * Tells what happened.
   *
   * @param before the process before the signal
   * @param exited whether it has ended
   * @param successor who holds its name now
   */
  static Notice view(ProcessInfo before, String reason, boolean exited, Optional<Pid> successor) {
    String text = exited ? ended(before, reason, successor) : stillAlive(before, reason);
    JsonObject json =
        JsonObject.document("kill")
            .put("pid", before.summary().pid().toString())
            .put("registered_name", before.summary().names().registered())
            .put("reason", reason)
            .put("exited", exited)
            .put("successor", successor.map(Pid::toString).orElse(null));
    return new Notice(text, json);
  }

  private static String ended(ProcessInfo before, String reason, Optional<Pid> successor) {
    String process = PeerRows.text(before.summary());
    String text =
        reason.equals("kill")
            ? "killed " + process
            : "%s exited after the signal '%s'".formatted(process, reason);
    return text + successor.map(pid -> "; the name is " + pid + "'s now").orElse("");
  }

  private static String stillAlive(ProcessInfo before, String reason) {
    String text =
        "sent the exit signal '%s' to %s, which is still alive"
            .formatted(reason, PeerRows.text(before.summary()));
    if (before.trapExit()) {
      return text + ": it traps exits";
    }
    return reason.equals("normal") ? text + ": 'normal' ends only its sender" : text;
  }
}
