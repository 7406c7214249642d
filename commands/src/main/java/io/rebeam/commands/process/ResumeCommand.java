package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessArgument;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Notice;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :resume}: lets a suspended process run again. */
@Command(
    name = ":resume",
    description = {
      "Lets a process run again that this shell has suspended, however often. What",
      "other processes have suspended, they resume, or their end does."
    },
    footer = {"", "Example:", "  :resume counter"})
public final class ResumeCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Mixin private final ProcessArgument process;

  ResumeCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
    this.process = new ProcessArgument(context);
  }

  @Override
  public Integer call() {
    Node node = context.node();
    Pid pid = process.pid();
    Pid shell = context.session().evaluator();
    int taken = 0;
    while (node.resume(shell, pid)) {
      taken++;
    }
    ProcessInfo after = LiveProcesses.info(node, pid);
    List<Peer> others = after.control().suspendedBy();
    String who = PeerRows.text(after.summary());
    if (taken == 0) {
      throw new NoSuchProcessException(
          others.isEmpty()
              ? who + " is not suspended"
              : "%s is suspended by %s, not by this shell".formatted(who, list(others)));
    }
    String still = others.isEmpty() ? "" : ", which " + list(others) + " still suspends";
    output.show(
        new Notice(
            "resumed " + who + still,
            JsonObject.document("resume")
                .put("pid", pid.toString())
                .put("registered_name", after.summary().names().registered())
                .put("status", after.summary().status().word())
                .put("suspended_by", ProcessJson.peers(others))));
    return ExitCodes.OK;
  }

  private static String list(List<Peer> peers) {
    return peers.stream().map(PeerRows::text).collect(Collectors.joining(", "));
  }
}
