package io.rebeam.commands.node;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.process.LiveProcesses;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.commands.process.ProcessJson;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.render.Cell;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :whoami}: the process behind the prompt. */
@Command(
    name = ":whoami",
    description = "Shows the process that evaluates here: its pid, mailbox and links.",
    footer = {"", "Example:", "  :whoami"})
public final class WhoamiCommand implements InspectionCommand {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  WhoamiCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Node node = context.node();
    Pid pid = context.session().evaluator();
    output.show(report(LiveProcesses.info(node, pid, limit.rows(output))));
    return ExitCodes.OK;
  }

  public static Report report(ProcessInfo process) {
    return new Report(
        PeerRows.text(process.summary()),
        List.of(
            new Section(
                "",
                List.of(
                    row("messages", Long.toString(process.summary().messageQueueLength())),
                    row("links", PeerRows.line(PeerRows.links(process))),
                    row("monitors", PeerRows.line(PeerRows.monitors(process))),
                    row("monitored by", PeerRows.line(PeerRows.monitoredBy(process))),
                    row("trap exit", process.trapExit() ? "yes" : "no")))),
        ProcessJson.addSummary(JsonObject.document("whoami"), process.summary())
            .put("trap_exit", process.trapExit())
            .put("links_count", PeerRows.links(process).total())
            .put("monitors_count", PeerRows.monitors(process).total())
            .put("monitored_by_count", PeerRows.monitoredBy(process).total())
            .put("links", ProcessJson.peers(process.links()))
            .put("monitors", ProcessJson.peers(process.monitors()))
            .put("monitored_by", ProcessJson.peers(process.monitoredBy())));
  }

  private static List<Cell> row(String name, String value) {
    return List.of(Cell.text(name), Cell.text(value));
  }
}
