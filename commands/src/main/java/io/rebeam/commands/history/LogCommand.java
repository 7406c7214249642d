package io.rebeam.commands.history;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import io.rebeam.error.BadArgumentException;
import io.rebeam.history.History;
import io.rebeam.history.LoggedCause;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :log}: crash reports and warnings. */
@Command(
    name = ":log",
    description = {
      "Lists crash reports and warnings of the runtime, one line a cause,",
      "the one seen last at the bottom; with N, shows the last report of a cause whole.",
      "Crashes with the same exception at the same place are one cause.",
      "The node keeps the last 200 causes."
    },
    footer = {"", "Examples:", "  :log", "  :log 3", "  :log --json", "  :log --clear"})
public final class LogCommand implements InspectionCommand {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      description = "The number of a cause, as the list shows it.")
  private @Nullable Long number;

  @Option(names = "--clear", description = "Forget all reports.")
  private boolean clear;

  LogCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (clear && number != null) {
      throw new BadArgumentException("--clear forgets all reports: leave the number out");
    }
    History history = context.node().history();
    if (clear) {
      int causes = history.clearLog();
      String text = causes == 1 ? "1 cause forgotten" : causes + " causes forgotten";
      output.show(new TextAnswer(text, JsonObject.document("log_cleared").put("causes", causes)));
    } else if (number != null) {
      output.show(LogReport.of(find(history.log(), number)));
    } else {
      output.show(LogTable.of(history.log(), limit.rows(output)));
    }
    return ExitCodes.OK;
  }

  private static LoggedCause find(List<LoggedCause> causes, long number) {
    return causes.stream()
        .filter(cause -> cause.number() == number)
        .findFirst()
        .orElseThrow(() -> new BadArgumentException(unknown(causes, number)));
  }

  private static String unknown(List<LoggedCause> causes, long number) {
    return causes.isEmpty()
        ? "no cause " + number + ": the log is empty"
        : "no cause " + number + "; ':log' lists the numbers";
  }
}
