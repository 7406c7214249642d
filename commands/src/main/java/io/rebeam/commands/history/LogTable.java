package io.rebeam.commands.history;

import io.rebeam.commands.Shown;
import io.rebeam.form.EventForms;
import io.rebeam.history.LoggedCause;
import io.rebeam.process.Pid;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;

/** The answer of {@code :log}. */
final class LogTable {
  private static final int MAX_HEADLINE_WIDTH = 48;
  private static final int MAX_PLACE_WIDTH = 36;

  private static final List<Column<LoggedCause>> COLUMNS =
      List.of(
          new Column<>("n", cause -> Cell.number(cause.number())),
          new Column<>("count", cause -> Cell.number(cause.count())),
          new Column<>("last", cause -> Cell.quantity(Elapsed.compact(cause.last()))),
          new Column<>("what", MAX_HEADLINE_WIDTH, LogTable::headline),
          new Column<>("at", MAX_PLACE_WIDTH, cause -> Cell.text(cause.place())),
          new Column<>("pid", cause -> Cell.text(pid(cause), Style.PID)),
          new Column<>("first", cause -> Cell.quantity(Elapsed.compact(cause.first()))));

  private LogTable() {}

  /**
   * The causes with the latest reports.
   *
   * @param limit the maximum number of rows; 0 for all
   */
  static Table<LoggedCause> of(List<LoggedCause> causes, int limit) {
    Shown<LoggedCause> shown = Shown.last(causes, limit);
    long reports = causes.stream().mapToLong(LoggedCause::count).sum();
    JsonObject json =
        JsonObject.document("log")
            .put("total", shown.total())
            .put("reports", reports)
            .put("causes", JsonObject.list(EventForms.CAUSE, shown.rows()));
    return new Table<>(COLUMNS, shown.rows(), footer(shown, reports), json);
  }

  private static String footer(Shown<LoggedCause> causes, long reports) {
    if (causes.total() == 0) {
      return "no crash reports and no warnings";
    }
    return "%s, %d %s; ':log N' shows one whole%s"
        .formatted(
            causes.count("cause", "causes"),
            reports,
            reports == 1 ? "report" : "reports",
            causes.hint());
  }

  private static Cell headline(LoggedCause cause) {
    boolean crash = cause.logger().equals("rebeam.crash");
    return Cell.text(cause.headline(), crash ? Style.ERROR : Style.WARNING);
  }

  static String pid(LoggedCause cause) {
    Pid pid = cause.lastPid();
    return pid == null ? "" : pid.toString();
  }
}
