package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.ProcessCommand;
import io.rebeam.commands.RowLimit;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.render.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code :links}: the links and monitors of a process, as a tree. */
@Command(
    name = ":links",
    description = {
      "Shows what a process is linked to (↔), what it monitors (→)",
      "and what monitors it (←)."
    },
    footer = {"", "Examples:", "  :links counter", "  :links 42 --depth 3"})
public final class LinksCommand extends ProcessCommand implements InspectionCommand {
  @Mixin private RowLimit limit;

  @Option(
      names = {"-d", "--depth"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Follow links and monitors N steps (default: ${DEFAULT-VALUE}).")
  private int depth;

  LinksCommand(CommandContext context) {
    super(context);
  }

  @Override
  protected void check() {
    Depth.check(depth);
    int _ = limit.rows(output());
  }

  @Override
  protected View answer(Node node, Pid pid) {
    int rows = limit.rows(output());
    return LinkTree.of(
        LiveProcesses.info(node, pid, rows),
        peer -> node.process(peer, rows),
        new LinkTree.Extent(depth, rows));
  }
}
