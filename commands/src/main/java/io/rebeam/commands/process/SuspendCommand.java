package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ProcessCommand;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessStatus;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import io.rebeam.render.View;
import picocli.CommandLine.Command;

/** {@code :suspend}: keeps a process from running. */
@Command(
    name = ":suspend",
    description = {
      "Keeps a process from running, to look at it while it stands still. It still",
      "gets messages and exit signals, and its timers go on; ':kill' ends it. A",
      "process that is computing goes on to its next wait. ':resume' takes it back,",
      "and so does the end of this shell or of its evaluator (suspend_process)."
    },
    footer = {"", "Examples:", "  :suspend counter", "  :suspend @last"})
public final class SuspendCommand extends ProcessCommand {
  SuspendCommand(CommandContext context) {
    super(context);
  }

  @Override
  protected View answer(Node node, Pid pid) {
    ProcessInfo before = LiveProcesses.info(node, pid);
    if (!node.suspend(context().session().evaluator(), pid)) {
      throw LiveProcesses.justExited(pid);
    }
    return view(before);
  }

  private static TextAnswer view(ProcessInfo before) {
    ProcessStatus status = before.summary().status();
    boolean busy = status == ProcessStatus.RUNNING || status == ProcessStatus.BLOCKED;
    String text = busy ? ": it is " + status.word() + ", and stops at its next wait" : "";
    return new TextAnswer(
        "suspended " + PeerRows.text(before.summary()) + text,
        JsonObject.document("suspend")
            .put("pid", before.summary().pid().toString())
            .put("registered_name", before.summary().names().registered())
            .put("status_before", status.word()));
  }
}
