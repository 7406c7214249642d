package io.rebeam.commands.screen;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.CommandRunner;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.error.BadArgumentException;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.Table;
import io.rebeam.time.Ticker;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code :top}: the busiest processes, kept up to date. */
@Command(
    name = ":top",
    description = {
      "Shows the processes that do most on the whole screen, once a second. Where",
      "there is no screen, and with -n, --json or --plain, writes looks one after the",
      "other; the first has nothing to compare with."
    },
    footer = {
      "",
      "Keys: arrows choose a process, Enter shows all about it, k kills it, t traces",
      "it; / filters, p pauses, r reverses, + and - change the pace, ? lists all keys,",
      "q leaves. Letters order: c cpu, b mailbox, m memory, i in, o out, s slices, a",
      "age, n name; capitals by growth since the last look, as C at the start.",
      "",
      "Examples:",
      "  :top",
      "  :top worker -s mq --growth",
      "  :top -n 5 -i 2s",
      "  :top --json > top.json"
    })
@OnFirstScreen(
    group = HelpGroup.LOOK,
    example = ":top",
    text = "who does most, on the whole screen; q leaves")
public final class TopCommand implements Callable<Integer> {
  private static final int DEFAULT_LINES = 20;

  private final CommandContext context;
  private final CommandRunner runner;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description = "Only processes in whose pid, name, state or place each TEXT occurs.")
  private List<String> texts = List.of();

  @Option(
      names = {"-s", "--sort"},
      paramLabel = "KEY",
      converter = TopOrder.Words.class,
      completionCandidates = TopOrder.Words.class,
      description = {"Order by ${COMPLETION-CANDIDATES} (by growth of cpu when it is left out)."})
  private @Nullable TopOrder order;

  @Option(
      names = {"-g", "--growth"},
      description = "Order by how much it has grown since the last look.")
  private boolean growth;

  @Option(
      names = {"-r", "--reverse"},
      description = "Reverse the order.")
  private boolean reverse;

  @Mixin private PaceOption interval;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Write N looks instead of taking the screen; 0 for no end.")
  private @Nullable Integer count;

  @Option(names = "--once", description = "The same as -n 1.")
  private boolean once;

  @Option(
      names = {"-l", "--lines"},
      paramLabel = "N",
      description = "Processes in a look that is written; 0 for all (default: 20).")
  private int lines = DEFAULT_LINES;

  TopCommand(CommandContext context, CommandRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  @Override
  public Integer call() {
    if (count != null && count < 0 || lines < 0) {
      throw new BadArgumentException("a number of looks or lines cannot be negative");
    }
    var pace = interval.pace();
    Optional<FullScreen> screen = context.screen();
    boolean written = once || count != null || output.format() != OutputFormat.TABLE;
    if (screen.isEmpty() || written) {
      return write(pace, once || count == null ? 1 : count);
    }
    var show = new TopShow(context.node(), runner, Ticker.system(), pace, query());
    return ScreenLoop.run(screen.get(), show, context.outputMode());
  }

  private TopQuery query() {
    boolean byGrowth = growth || order == null;
    return new TopQuery(texts, order == null ? TopOrder.CPU : order, byGrowth, reverse);
  }

  private int write(Pace pace, int looks) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    var sampler = new TopSampler(context.node(), Ticker.system());
    for (int look = 1; ; look++) {
      TopSample sample = sampler.lookAgain(query());
      boolean forPeople = output.format() == OutputFormat.TABLE;
      if (forPeople && look > 1) {
        out.println();
      }
      if (forPeople) {
        TopTable.heading(sample, context.outputMode().get().unicode()).forEach(out::println);
      }
      int shown = lines == 0 ? sample.rows().size() : Math.min(lines, sample.rows().size());
      List<TopSample.Row> rows = sample.rows().subList(0, shown);
      Table<TopSample.Row> table =
          forPeople ? TopTable.steady(sample, rows) : TopTable.of(sample, rows);
      output.show(table.withFooter(TopTable.order(sample)));
      out.flush();
      if (look == looks || out.checkError()) {
        return ExitCodes.OK;
      }
      try {
        Thread.sleep(pace.interval());
      } catch (InterruptedException _) {
        return ExitCodes.INTERRUPTED;
      }
    }
  }
}
