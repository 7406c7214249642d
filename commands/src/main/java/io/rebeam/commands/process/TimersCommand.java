package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.error.BadArgumentException;
import io.rebeam.inspect.TimerList;
import io.rebeam.inspect.TimerList.TimerView;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code :timers}: what will be sent, when, and to whom. */
@Command(
    name = ":timers",
    description = {
      "Lists the pending timers that send messages, the next due first: made by",
      "send_after, start_timer (sends TimerFired) or send_interval."
    },
    footer = {"", "Examples:", "  :timers", "  :timers -n 10", "  :timers --json"})
public final class TimersCommand implements InspectionCommand {
  private static final int MAX_ROWS_ON_SCREEN = 100;
  private static final int MAX_TAG_WIDTH = 30;

  private static final List<Column<TimerView>> COLUMNS =
      List.of(
          new Column<>("ref", timer -> Cell.text(ref(timer))),
          new Column<>("due", timer -> Cell.quantity(Elapsed.seconds(timer.due()))),
          new Column<>("kind", timer -> Cell.text(timer.kind().word())),
          new Column<>("to", TimersCommand::to),
          new Column<>("tag", MAX_TAG_WIDTH, timer -> Cell.text(timer.tag())),
          new Column<>("every", TimersCommand::every));

  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "At most N timers; 0 for all. A screen gets 100 unless told.")
  private @Nullable Integer limit;

  TimersCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
  }

  @Override
  public Integer call() {
    if (limit != null && limit < 0) {
      throw new BadArgumentException("a number of timers cannot be negative: " + limit);
    }
    int rows = limit != null ? limit : output.isForScreen() ? MAX_ROWS_ON_SCREEN : 0;
    output.show(table(context.node().inspector().timers(), rows));
    return ExitCodes.OK;
  }

  /**
   * The timers as a table.
   *
   * @param limit the most rows; 0 for all
   */
  static Table<TimerView> table(TimerList timers, int limit) {
    int total = timers.timers().size();
    List<TimerView> rows =
        limit == 0 ? timers.timers() : timers.timers().stream().limit(limit).toList();
    String count = rows.size() == total ? "" : rows.size() + " of ";
    String waits =
        timers.waits() == 0
            ? ""
            : "; %d %s with a timeout"
                .formatted(timers.waits(), timers.waits() == 1 ? "wait" : "waits");
    return new Table<>(
        COLUMNS,
        rows,
        count + total + (total == 1 ? " timer" : " timers") + waits,
        JsonObject.document("timers")
            .put("total", total)
            .put("waits", timers.waits())
            .put("timers", rows.stream().map(TimersCommand::json).toList()));
  }

  private static String ref(TimerView timer) {
    return "#Ref<0." + timer.ref() + ">";
  }

  private static Cell to(TimerView timer) {
    Peer process = timer.process();
    if (process != null) {
      return Cell.text(PeerRows.text(process), Style.PID);
    }
    String name = timer.name();
    return Cell.text(name == null ? "" : name, Style.NAME);
  }

  private static Cell every(TimerView timer) {
    Duration period = timer.period();
    return Cell.quantity(period == null ? "" : Elapsed.seconds(period));
  }

  private static JsonObject json(TimerView timer) {
    return new JsonObject()
        .put("ref", ref(timer))
        .put("due_ms", timer.due().toMillis())
        .put("kind", timer.kind().word())
        .putMillis("period_ms", timer.period())
        .put("process", ProcessJson.peerOrNull(timer.process()))
        .put("registered_name", timer.name())
        .put("tag", timer.tag());
  }
}
