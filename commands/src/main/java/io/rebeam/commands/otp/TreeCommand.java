package io.rebeam.commands.otp;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.process.Depth;
import io.rebeam.commands.process.LiveProcesses;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :tree}: the processes by their supervisors and parents. */
@Command(
    name = ":tree",
    description = {
      "Draws supervisors with their children and, for processes without a",
      "supervisor, parents with the processes that they spawned: all, or those below",
      "PID. A supervisor has its strategy and the restarts that count now, its",
      "children their restart type, age and restarts; a child that does not run is",
      "listed too. A process that is linked to its parent has a ↔; other links are",
      "named. Of more than 10 children only the number is shown; ':tree PID' draws",
      "the children of PID."
    },
    footer = {"", "Examples:", "  :tree", "  :tree shell --depth 2", "  :tree app"})
public final class TreeCommand implements InspectionCommand {
  /** The maximum number of links of one process that are read. */
  private static final int MAX_LINKS = 1_000;

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID",
      completionCandidates = ProcessCandidates.class,
      description = ProcessCandidates.DESCRIPTION + ".")
  private @Nullable String process;

  @Option(
      names = {"-d", "--depth"},
      paramLabel = "N",
      defaultValue = "10",
      description = "Draw N generations (default: ${DEFAULT-VALUE}).")
  private int depth;

  TreeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Depth.check(depth);
    Node node = context.node();
    Function<Pid, List<Peer>> links =
        pid -> node.process(pid, MAX_LINKS).map(ProcessInfo::links).orElse(List.of());
    SpawnTree.Facts facts = SpawnTree.Facts.of(links, node.inspector().otp());
    Pid root = process == null ? null : context.resolve(process);
    List<ProcessRow> rows = node.inspector().rows();
    output.show(
        root == null
            ? SpawnTree.ofAll(rows, facts, depth)
            : SpawnTree.of(LiveProcesses.info(node, root).summary(), rows, facts, depth));
    return ExitCodes.OK;
  }
}
