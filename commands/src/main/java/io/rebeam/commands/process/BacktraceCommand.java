package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.TimeSpan;
import io.rebeam.error.BadArgumentException;
import io.rebeam.inspect.StackView;
import io.rebeam.node.Node;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :bt}: the Python stack of a process. */
@Command(
    name = ":bt",
    description = {
      "Shows the Python stack of a process, innermost frame last, and how it was",
      "found: exact (read by the running thread), where it waits, where it last",
      "waited (it waits for its turn), or thread in native call (no answer in",
      "0.1 s: the thread's host stack is shown)."
    },
    footer = {
      "",
      "Examples:",
      "  :bt counter",
      "  :bt --stuck 1s      processes that have run for a second without a wait",
      "  :bt --all -n 20"
    })
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":bt counter",
    text = "where it is, line by line, though it runs")
public final class BacktraceCommand implements InspectionCommand {
  private static final int MAX_STACKS = 100;

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID",
      completionCandidates = ProcessCandidates.class,
      description = ProcessCandidates.DESCRIPTION + ".")
  private @Nullable String process;

  @Option(names = "--all", description = "The stacks of all processes.")
  private boolean all;

  @Option(
      names = "--stuck",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "The stacks of processes that run for at least TIME, as 500ms or 2s.")
  private @Nullable Duration stuck;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "" + MAX_STACKS,
      description = "At most N processes (default: ${DEFAULT-VALUE}).")
  private int limit;

  BacktraceCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (process == null ? !all && stuck == null : all || stuck != null) {
      throw new BadArgumentException("say one of: a process, --all, --stuck TIME");
    }
    if (limit < 1) {
      throw new BadArgumentException("-n takes 1 or more, not " + limit);
    }
    Node node = context.node();
    if (process != null) {
      output.show(StackReport.of(LiveProcesses.stack(node, context.resolve(process))));
    } else {
      // One more than the limit, to find out whether there are more.
      int wanted = limit == Integer.MAX_VALUE ? limit : limit + 1;
      List<StackView> stacks =
          stuck == null ? node.inspector().stacks(wanted) : node.inspector().stacks(stuck, wanted);
      output.show(StackReport.of(stacks, stuck, limit));
    }
    return ExitCodes.OK;
  }
}
