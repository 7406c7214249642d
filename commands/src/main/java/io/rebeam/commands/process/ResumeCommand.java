package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ProcessCommand;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import io.rebeam.render.View;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code :resume}: lets a suspended process run again. */
@Command(
    name = ":resume",
    description = {
      "Lets a process run again that this shell has suspended, however often. What",
      "other processes have suspended, they resume, or their end does."
    },
    footer = {"", "Example:", "  :resume counter"})
public final class ResumeCommand extends ProcessCommand {
  ResumeCommand(CommandContext context) {
    super(context);
  }

  @Override
  protected View answer(Node node, Pid pid) {
    Pid shell = context().session().evaluator();
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
    return new TextAnswer(
        "resumed " + who + still,
        JsonObject.document("resume")
            .put("pid", pid.toString())
            .put("registered_name", after.summary().names().registered())
            .put("status", after.summary().status().word())
            .put("suspended_by", ProcessJson.peers(others)));
  }

  private static String list(List<Peer> peers) {
    return peers.stream().map(PeerRows::text).collect(Collectors.joining(", "));
  }
}
