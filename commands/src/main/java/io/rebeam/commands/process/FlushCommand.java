package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.form.ProcessForms;
import io.rebeam.node.Node;
import io.rebeam.process.MailboxView.MessageView;
import io.rebeam.process.Pid;
import io.rebeam.render.Cell;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :flush}: empties a mailbox and shows its messages. */
@Command(
    name = ":flush",
    description = {
      "Takes all messages out of a mailbox and shows them, the oldest first;",
      "without PID, of this session's own process."
    },
    footer = {"", "Examples:", "  :flush", "  :flush counter"})
@OnFirstScreen(
    group = HelpGroup.CHANGE,
    example = ":flush",
    text = "take and show this shell's messages")
public final class FlushCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID",
      completionCandidates = ProcessCandidates.class,
      description = ProcessCandidates.DESCRIPTION + ".")
  private @Nullable String process;

  FlushCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Node node = context.node();
    Pid pid = process == null ? context.session().evaluator() : context.resolve(process);
    output.show(report(pid, Shown.of(node.flush(pid), limit.rows(output))));
    return ExitCodes.OK;
  }

  static Report report(Pid pid, Shown<MessageView> messages) {
    JsonObject json =
        JsonObject.document("flush")
            .put("pid", pid.toString())
            .put("total", messages.total())
            .put("messages", JsonObject.list(ProcessForms.MESSAGE, messages.rows()));
    if (messages.total() == 0) {
      return new Report("no messages", List.of(), json);
    }
    List<List<Cell>> rows = new ArrayList<>(MessageRows.of(messages.rows()));
    if (messages.hidden() > 0) {
      rows.add(List.of(Shown.more(messages.hidden())));
    }
    return new Report("", List.of(new Section("", rows)), json);
  }
}
