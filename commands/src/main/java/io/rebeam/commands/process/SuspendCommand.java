package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessArgument;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessStatus;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Notice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
public final class SuspendCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Mixin private final ProcessArgument process;

  SuspendCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
    this.process = new ProcessArgument(context);
  }

  @Override
  public Integer call() {
    Node node = context.node();
    Pid pid = process.pid();
    ProcessInfo before = LiveProcesses.info(node, pid);
    if (!node.suspend(context.session().evaluator(), pid)) {
      throw LiveProcesses.justExited(pid);
    }
    output.show(view(before));
    return ExitCodes.OK;
  }

  private static Notice view(ProcessInfo before) {
    ProcessStatus status = before.summary().status();
    boolean busy = status == ProcessStatus.RUNNING || status == ProcessStatus.BLOCKED;
    String text = busy ? ": it is " + status.word() + ", and stops at its next wait" : "";
    return new Notice(
        "suspended " + PeerRows.text(before.summary()) + text,
        JsonObject.document("suspend")
            .put("pid", before.summary().pid().toString())
            .put("registered_name", before.summary().names().registered())
            .put("status_before", status.word()));
  }
}
