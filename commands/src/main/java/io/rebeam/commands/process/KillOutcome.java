package io.rebeam.commands.process;

import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessStatus;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import java.util.Optional;

/** The answer of {@code :kill}. */
final class KillOutcome {
  private KillOutcome() {}

  /**
   * The effect in words.
   *
   * @param before the process before the signal
   * @param after the process some time after the signal; empty when it has ended
   * @param successor the process that has its name now
   */
  static TextAnswer view(
      ProcessInfo before, String reason, Optional<ProcessInfo> after, Optional<Pid> successor) {
    String text =
        after
            .map(process -> stillThere(process, reason))
            .orElseGet(() -> ended(before, reason, successor));
    JsonObject json =
        JsonObject.document("kill")
            .put("pid", before.summary().pid().toString())
            .put("registered_name", before.summary().names().registered())
            .put("reason", reason)
            .put("exited", after.isEmpty())
            .put("successor", successor.map(Pid::toString).orElse(null));
    return new TextAnswer(text, json);
  }

  private static String ended(ProcessInfo before, String reason, Optional<Pid> successor) {
    String process = PeerRows.text(before.summary());
    String text =
        reason.equals("kill")
            ? "killed " + process
            : "%s exited after the signal '%s'".formatted(process, reason);
    return text + successor.map(pid -> "; the name is " + pid + "'s now").orElse("");
  }

  private static String stillThere(ProcessInfo process, String reason) {
    return "sent the exit signal '%s' to %s, which is still %s"
        .formatted(reason, PeerRows.text(process.summary()), why(process, reason));
  }

  private static String why(ProcessInfo process, String reason) {
    if (process.summary().status() == ProcessStatus.EXITING) {
      long number = process.summary().pid().serial();
      return "in its finally blocks; ':kill %d' ends it at once".formatted(number);
    }
    if (process.trapExit()) {
      return "alive: it traps exits";
    }
    return reason.equals("normal") ? "alive: 'normal' ends only its sender" : "alive";
  }
}
