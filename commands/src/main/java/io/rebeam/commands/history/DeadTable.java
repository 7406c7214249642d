package io.rebeam.commands.history;

import io.rebeam.form.EventForms;
import io.rebeam.history.EndedProcess;
import io.rebeam.history.ExitOrigin;
import io.rebeam.process.Pid;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The answer of {@code :dead}. */
final class DeadTable {
  private static final int MAX_NAME_WIDTH = 28;
  private static final int MAX_REASON_WIDTH = 40;

  private static final List<Column<EndedProcess>> COLUMNS =
      List.of(
          new Column<>("ended", end -> Cell.quantity(Elapsed.compact(end.ago()))),
          new Column<>("pid", end -> Cell.text(end.pid().toString(), Style.PID)),
          new Column<>("name", MAX_NAME_WIDTH, end -> Cell.text(name(end), Style.NAME)),
          new Column<>("reason", MAX_REASON_WIDTH, DeadTable::reason),
          new Column<>("by", MAX_NAME_WIDTH, end -> Cell.text(by(end.origin()))),
          new Column<>("lived", end -> Cell.quantity(Elapsed.compact(end.lifetime()))),
          new Column<>("mq", end -> Cell.number(end.messagesLeft())));

  private DeadTable() {}

  /**
   * A selection of ends.
   *
   * @param text must occur in pid, names or reason, in either case; may be empty
   * @param reason must occur in the reason; may be empty
   * @param abnormal whether to leave out normal ends and shutdowns
   * @param limit the maximum number of rows, or 0 for all
   */
  record Query(String text, String reason, boolean abnormal, int limit) {
    static final Query ALL = new Query("", "", false, 0);

    List<EndedProcess> select(List<EndedProcess> all) {
      List<EndedProcess> matching = all.stream().filter(this::matches).toList();
      int skipped = limit == 0 ? 0 : Math.max(0, matching.size() - limit);
      return matching.subList(skipped, matching.size());
    }

    private boolean matches(EndedProcess end) {
      return (!abnormal || end.abnormal())
          && holds(end.reason(), reason)
          && Stream.of(
                  end.pid().toString(),
                  end.names().display(),
                  end.names().initialCall(),
                  end.reason())
              .anyMatch(field -> holds(field, text));
    }

    private static boolean holds(String field, String wanted) {
      return field.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * The table of the selected ends.
   *
   * @param total the number of processes that have ended since the start of the node
   */
  static Table<EndedProcess> of(List<EndedProcess> kept, Query query, long total) {
    List<EndedProcess> rows = query.select(kept);
    return new Table<>(COLUMNS, rows, footer(rows.size(), kept.size(), total), json(rows, total));
  }

  private static String footer(int shown, int kept, long total) {
    String ended = total == 1 ? "1 process has ended" : total + " processes have ended";
    if (shown == total) {
      return ended;
    }
    return shown + " of " + ended + (kept < total ? ", the last " + kept + " are kept" : "");
  }

  private static String name(EndedProcess end) {
    return end.names().display();
  }

  private static Cell reason(EndedProcess end) {
    return Cell.text(end.reason(), end.abnormal() ? Style.ERROR : Style.PLAIN);
  }

  /** {@code itself}, {@code link <0.4.0> reader}, {@code outside}. */
  static String by(ExitOrigin origin) {
    Pid pid = origin.pid();
    return pid == null
        ? origin.kind().word()
        : (origin.kind().word() + " " + pid + " " + origin.name()).stripTrailing();
  }

  private static JsonObject json(List<EndedProcess> rows, long total) {
    return JsonObject.document("dead")
        .put("total", total)
        .put("shown", rows.size())
        .put("processes", JsonObject.list(EventForms.ENDED, rows));
  }
}
