package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessArgument;
import io.rebeam.commands.RowLimit;
import io.rebeam.node.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code :links}: what a process is tied to. */
@Command(
    name = ":links",
    description = {
      "Shows what a process is linked to (↔), what it monitors (→)",
      "and what monitors it (←)."
    },
    footer = {"", "Examples:", "  :links counter", "  :links 42 --depth 3"})
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":links counter --depth 2",
    text = "links and monitors, as a tree")
public final class LinksCommand implements InspectionCommand {
  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Mixin private final RowLimit limit = new RowLimit();

  @Mixin private final ProcessArgument process;

  @Option(
      names = {"-d", "--depth"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Follow links and monitors N steps (default: ${DEFAULT-VALUE}).")
  private int depth;

  LinksCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
    this.process = new ProcessArgument(context);
  }

  @Override
  public Integer call() {
    int steps = Depth.checked(depth);
    Node node = context.node();
    int rows = limit.rows(output);
    output.show(
        LinkTree.of(
            LiveProcesses.info(node, process.pid(), rows),
            pid -> node.process(pid, rows),
            new LinkTree.Extent(steps, rows)));
    return ExitCodes.OK;
  }
}
