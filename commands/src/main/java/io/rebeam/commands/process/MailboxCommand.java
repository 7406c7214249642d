package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.ProcessCommand;
import io.rebeam.error.BadArgumentException;
import io.rebeam.node.Node;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.render.View;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code :mbox}: the messages in a mailbox. */
@Command(
    name = ":mbox",
    description = {
      "Shows what waits in a mailbox: how much, how old, of which kinds, how fast",
      "it fills, the oldest and the newest messages. The messages stay there.",
      "Of a long mailbox, kinds and size are estimated from the 5,000 messages at",
      "each end. Rates are since the last look, else since the process started."
    },
    footer = {
      "",
      "Examples:",
      "  :mbox counter",
      "  :mbox 42 -n 20",
      "  :mbox 42 --from 1000 -n 20   messages 1000 to 1019",
      "  :mbox 42 --full"
    })
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":mbox counter",
    text = "a mailbox: length, age, kinds, messages")
public final class MailboxCommand extends ProcessCommand implements InspectionCommand {
  private static final int AT_EACH_END = 5;
  private static final int PAGE = 20;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "Show the N oldest and the N newest messages (5), or N from K on (20).")
  private @Nullable Integer lines;

  @Option(
      names = "--from",
      paramLabel = "K",
      description = "Show messages from position K on; 1 is the oldest.")
  private @Nullable Long from;

  @Option(names = "--full", description = "Do not cut long messages.")
  private boolean full;

  MailboxCommand(CommandContext context) {
    super(context);
  }

  @Override
  protected void check() {
    if (lines != null && lines < 0) {
      throw new BadArgumentException("a number of messages cannot be negative: " + lines);
    }
    if (from != null && from < 1) {
      throw new BadArgumentException("--from counts messages from 1, the oldest, not " + from);
    }
  }

  @Override
  protected View answer(Node node, Pid pid) {
    MailboxQuery query = query();
    MailboxView mailbox = LiveProcesses.mailbox(node, pid, query);
    return MailboxReport.of(LiveProcesses.info(node, pid).summary(), mailbox, query);
  }

  private MailboxQuery query() {
    int count = lines != null ? lines : from != null ? PAGE : AT_EACH_END;
    MailboxQuery query =
        from != null ? MailboxQuery.page(from, count) : MailboxQuery.ends(count, count);
    return full ? query.inFull() : query;
  }
}
