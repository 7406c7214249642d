package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.render.Report;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :info}: everything about one process, or the node in a few lines. */
@Command(
    name = ":info",
    aliases = ":i",
    description = {
      "Shows everything about a process, without waiting for it;",
      "without PID, shows versions, memory and uptime of the node."
    },
    footer = {"", "Examples:", "  :info counter", "  :i 42", "  :info"})
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":info 42",
    text = "one process: state, links, monitors, mailbox")
public final class InfoCommand implements Callable<Integer> {
  private static final int FIRST_MESSAGES = 3;
  private static final int LAST_MESSAGES = 2;

  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID",
      completionCandidates = ProcessCandidates.class,
      description = "A pid, its number, a registered name or a label.")
  private @Nullable String process;

  InfoCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
  }

  @Override
  public Integer call() {
    Node node = context.node();
    output.show(process == null ? summary(node) : report(node, node.resolve(process)));
    return ExitCodes.OK;
  }

  private static Report report(Node node, Pid pid) {
    return InfoReport.of(
        Living.info(node, pid), Living.mailbox(node, pid, FIRST_MESSAGES, LAST_MESSAGES));
  }

  private static Report summary(Node node) {
    Runtime jvm = Runtime.getRuntime();
    var counts =
        new NodeReport.Counts(
            node.processes().size(), node.userProcessCount(), node.registered().size());
    var heap = new NodeReport.Heap(jvm.totalMemory() - jvm.freeMemory(), jvm.maxMemory());
    return NodeReport.of(node.versions(), counts, heap, node.uptime());
  }
}
