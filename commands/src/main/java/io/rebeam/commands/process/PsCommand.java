package io.rebeam.commands.process;

import io.rebeam.commands.Choice;
import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.error.BadArgumentException;
import io.rebeam.inspect.Inspector;
import io.rebeam.inspect.ProcessGroups;
import io.rebeam.inspect.ProcessKey;
import io.rebeam.inspect.ProcessQuery;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import io.rebeam.render.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :ps}: a line for each process. */
@Command(
    name = ":ps",
    description = "Lists the live processes, one line each, or counts them in groups.",
    footer = {
      "",
      "Columns: pid, name (registered name, else \"label\", else function), state,",
      "mq (messages waiting), cpu, age, at (where in the code), label, call,",
      "parent, links, monitors, watchers (monitors of it), in and out (messages",
      "since its start), slices, prio, mem (an estimate).",
      "A narrow screen loses columns from the right, but keeps the one that is",
      "sorted by; choose others with -o.",
      "",
      "Examples:",
      "  :ps worker --sort mq -n 10",
      "  :ps --state running -o pid,cpu,at",
      "  :ps --group call",
      "  :ps --min-mq 100 --sort mem -o pid,name,mq,mem",
      "  :ps --json > processes.json"
    })
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":ps --sort mq",
    text = "processes, the fullest mailbox first; also :regs")
public final class PsCommand implements InspectionCommand {
  /** The number of rows on a screen without {@code -n}, as in erl. */
  private static final int MAX_ROWS_ON_SCREEN = 100;

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Only processes in whose pid, name, state or place each TEXT occurs.")
  private List<String> texts = List.of();

  @Option(
      names = {"-s", "--sort"},
      paramLabel = "KEY",
      converter = ProcessColumn.Words.class,
      completionCandidates = ProcessColumn.Words.class,
      description = "Sort by a column: amounts from the largest down, names upwards.")
  private @Nullable ProcessColumn sort;

  @Option(
      names = {"-r", "--reverse"},
      description = "Reverse the order.")
  private boolean reverse;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      converter = States.class,
      completionCandidates = States.class,
      description = "Only processes in a state: ${COMPLETION-CANDIDATES}.")
  private @Nullable ProcessStatus state;

  @Option(
      names = "--min-mq",
      paramLabel = "N",
      description = "Only processes with at least N messages waiting.")
  private int minQueue;

  @Option(
      names = {"-g", "--group"},
      paramLabel = "WORD",
      converter = Groups.class,
      completionCandidates = Groups.class,
      description = "Count processes by ${COMPLETION-CANDIDATES}: how many, messages, cpu.")
  private ProcessGroups.@Nullable By group;

  @Option(
      names = {"-n", "--lines", "--head"},
      paramLabel = "N",
      description = "At most N lines; 0 for all. A screen gets 100 by default.")
  private @Nullable Integer limit;

  @Option(names = "--tail", paramLabel = "N", description = "Only the last N lines.")
  private int tail;

  @Option(
      names = "--from",
      paramLabel = "K",
      defaultValue = "1",
      description = "Begin with line K, to go on where a screen ended.")
  private int from;

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
  }

  @Override
  public Integer call() {
    check();
    Inspector inspector = context.node().inspector();
    ProcessQuery query = query();
    if (group != null) {
      List<ProcessRow> matching = inspector.rows().stream().filter(query::matches).toList();
      output.show(
          GroupTable.of(ProcessGroups.of(matching, group), group, matching.size(), query.limit()));
      return ExitCodes.OK;
    }
    ProcessQuery.Selection selection = query.select(inspector.rows());
    List<ProcessColumn> shown = columns == null ? ProcessColumn.DEFAULT : columns;
    Table<ProcessRow> table = PsTable.of(selection, query, shown);
    output.show(table.withFooter(table.footer() + more(selection, query) + zombies(inspector)));
    return ExitCodes.OK;
  }

  private void check() {
    if (group != null) {
      checkThatRowsAreNotAskedFor();
    }
    if (from < 1) {
      throw new BadArgumentException("--from counts lines from 1, not " + from);
    }
    for (int amount : new int[] {minQueue, tail, limit == null ? 0 : limit}) {
      if (amount < 0) {
        throw new BadArgumentException(
            "a number of lines or messages cannot be negative: " + amount);
      }
    }
  }

  /** Refuses options for columns and order with {@code --group}, where they have no effect. */
  private void checkThatRowsAreNotAskedFor() {
    Map<String, Boolean> asked = new LinkedHashMap<>();
    asked.put("--sort", sort != null);
    asked.put("--reverse", reverse);
    asked.put("--columns", columns != null);
    asked.put("--tail", tail != 0);
    asked.put("--from", from != 1);
    asked.forEach(
        (option, given) -> {
          if (given) {
            throw new BadArgumentException(
                "%s is not for --group, which counts processes, most first: leave one out"
                    .formatted(option));
          }
        });
  }

  /** The hint how to see the rows that the default limit leaves out. */
  private String more(ProcessQuery.Selection selection, ProcessQuery query) {
    int next = query.from() + selection.rows().size();
    boolean cutUnasked = limit == null && tail == 0 && next <= selection.matching();
    return cutUnasked ? "; --from %d goes on, -n 0 shows all".formatted(next) : "";
  }

  private static String zombies(Inspector inspector) {
    int zombies = inspector.load().zombies();
    return zombies == 0
        ? ""
        : "; %d zombie %s (:sched)".formatted(zombies, zombies == 1 ? "thread" : "threads");
  }

  private ProcessQuery query() {
    ProcessKey key = sort == null ? ProcessKey.PID : sort.sortKey();
    return new ProcessQuery(texts, state, minQueue, key, reverse, from, rowLimit(), tail);
  }

  private int rowLimit() {
    if (limit != null) {
      return limit;
    }
    return output.isForScreen() && tail == 0 ? MAX_ROWS_ON_SCREEN : 0;
  }

  /** The words for states on a command line. */
  static final class States extends Choice<ProcessStatus> {
    States() {
      super(List.of(ProcessStatus.values()), ProcessStatus::word);
    }
  }

  /** The words for groups on a command line. */
  static final class Groups extends Choice<ProcessGroups.By> {
    Groups() {
      super(List.of(ProcessGroups.By.values()), ProcessGroups.By::word);
    }
  }
}
