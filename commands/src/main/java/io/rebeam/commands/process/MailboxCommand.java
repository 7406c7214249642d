package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.node.Node;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :mbox}: what waits in a mailbox. */
@Command(
    name = ":mbox",
    description = {
      "Shows what waits in a mailbox: how much, how old, of which kinds,",
      "the oldest and the newest messages. The messages stay there."
    },
    footer = {"", "Examples:", "  :mbox counter", "  :mbox 42 -n 20"})
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":mbox counter",
    text = "a mailbox: length, age, kinds, messages")
public final class MailboxCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Parameters(
      paramLabel = "PID",
      completionCandidates = ProcessCandidates.class,
      description = "A pid, its number, a registered name or a label.")
  private String process = "";

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "5",
      description = "Show the N oldest and the N newest messages (default: ${DEFAULT-VALUE}).")
  private int lines;

  MailboxCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
  }

  @Override
  public Integer call() {
    Node node = context.node();
    Pid pid = node.resolve(process);
    int shown = Math.max(0, lines);
    MailboxView mailbox = Living.mailbox(node, pid, shown, shown);
    output.show(MailboxReport.of(Living.info(node, pid).summary(), mailbox));
    return ExitCodes.OK;
  }
}
