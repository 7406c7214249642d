package io.rebeam.commands.node;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.form.ProcessForms;
import io.rebeam.form.Ref;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :timers}: the pending timers. */
@Command(
    name = ":timers",
    description = {
      "Lists the pending timers that send messages, the next due first: made by",
      "send_after, start_timer (sends TimerFired) or send_interval."
    },
    footer = {"", "Examples:", "  :timers", "  :timers -n 10", "  :timers --json"})
public final class TimersCommand implements InspectionCommand {
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

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  TimersCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.show(table(context.node().inspector().timers(limit.rows(output))));
    return ExitCodes.OK;
  }

  public static Table<TimerView> table(TimerList timers) {
    var shown = new Shown<>(timers.timers(), timers.total());
    String waits =
        timers.waits() == 0
            ? ""
            : "; %d %s with a timeout"
                .formatted(timers.waits(), timers.waits() == 1 ? "wait" : "waits");
    return new Table<>(
        COLUMNS,
        shown.rows(),
        shown.count("timer", "timers") + waits + shown.hint(),
        JsonObject.document("timers")
            .put("total", shown.total())
            .put("waits", timers.waits())
            .put("timers", JsonObject.list(ProcessForms.TIMER, shown.rows())));
  }

  private static String ref(TimerView timer) {
    return new Ref(timer.ref()).toString();
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
}
