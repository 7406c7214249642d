package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :ps}: one line a process. */
@Command(
    name = ":ps",
    description = "Lists the live processes, one line each.",
    footer = {
      "",
      "Columns: pid, name (registered name, else \"label\", else function), state,",
      "mq (messages waiting), cpu, age, at (where in the code), label, call.",
      "A narrow screen loses columns from the right: choose others with -o.",
      "",
      "Examples:",
      "  :ps worker --sort mq -n 10",
      "  :ps --state running -o pid,cpu,at",
      "  :ps --json > processes.json"
    })
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":ps --sort mq",
    text = "all processes, the fullest mailbox first")
public final class PsCommand implements Callable<Integer> {
  /** What a screen gets without {@code -n}; erl pages from there on. */
  private static final int MAX_ROWS_ON_SCREEN = 100;

  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only processes in whose pid, name, state or place TEXT occurs.")
  private String text = "";

  @Option(
      names = {"-s", "--sort"},
      paramLabel = "KEY",
      converter = ProcessColumn.Words.class,
      completionCandidates = ProcessColumn.Words.class,
      description = "Sort by a column: amounts from the largest down, names upwards.")
  private @Nullable ProcessColumn sort;

  @Option(
      names = {"-r", "--reverse"},
      description = "Turn the order round.")
  private boolean reverse;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      converter = ProcessQuery.States.class,
      completionCandidates = ProcessQuery.States.class,
      description = "Only processes in a state: ${COMPLETION-CANDIDATES}.")
  private @Nullable ProcessStatus state;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "At most N processes; 0 for all. A screen gets 100 unless told.")
  private @Nullable Integer limit;

  @Option(
      names = {"-o", "--columns"},
      paramLabel = "COLUMN",
      split = ",",
      converter = ProcessColumn.Words.class,
      completionCandidates = ProcessColumn.Words.class,
      description = "The columns to show, separated by commas.")
  private @Nullable List<ProcessColumn> columns;

  PsCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
  }

  @Override
  public Integer call() {
    List<ProcessColumn> shown = columns == null ? ProcessColumn.DEFAULT : columns;
    ProcessQuery query = query();
    Table<ProcessSummary> table = ProcessTable.of(context.node().processes(), query, shown);
    boolean cutUnasked = limit == null && table.rows().size() == query.limit();
    output.show(cutUnasked ? table.withFooter(table.footer() + "; -n 0 shows all") : table);
    return ExitCodes.OK;
  }

  private ProcessQuery query() {
    return new ProcessQuery(
        text, Optional.ofNullable(state), Optional.ofNullable(sort), reverse, rowLimit());
  }

  private int rowLimit() {
    if (limit != null) {
      return Math.max(0, limit);
    }
    return output.isForScreen() ? MAX_ROWS_ON_SCREEN : 0;
  }
}
