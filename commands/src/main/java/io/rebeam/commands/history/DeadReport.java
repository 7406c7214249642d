package io.rebeam.commands.history;

import io.rebeam.form.EventForms;
import io.rebeam.history.EndedProcess;
import io.rebeam.history.LoggedCause;
import io.rebeam.process.Pid;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of {@code :dead PID}. */
final class DeadReport {
  private static final int MAX_LINES = 8;

  private DeadReport() {}

  /**
   * A report with all fields.
   *
   * @param log the reports of its crash, if there are any
   */
  static Report of(EndedProcess end, Optional<LoggedCause> log) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", overview(end)));
    log.ifPresent(cause -> sections.add(new Section("Report", lines(cause))));
    return new Report(
        end.pid() + " " + end.names().display() + " has ended", sections, json(end, log));
  }

  private static List<List<Cell>> overview(EndedProcess end) {
    Pid parent = end.parent();
    List<List<Cell>> rows = new ArrayList<>();
    addField(rows, "reason", end.reason());
    addField(rows, "by", DeadTable.by(end.origin()));
    addField(rows, "ended", Elapsed.seconds(end.ago()) + " ago");
    addField(rows, "lived", Elapsed.seconds(end.lifetime()));
    addField(rows, "registered name", end.names().registered());
    addField(rows, "label", end.names().label());
    addField(rows, "initial call", end.names().initialCall());
    addField(rows, "parent", parent == null ? null : parent.toString());
    addField(rows, "messages left", Long.toString(end.messagesLeft()));
    return rows;
  }

  private static void addField(List<List<Cell>> rows, String name, @Nullable String value) {
    if (value != null) {
      rows.add(List.of(Cell.text(name), Cell.text(value)));
    }
  }

  private static List<List<Cell>> lines(LoggedCause cause) {
    List<List<Cell>> rows = new ArrayList<>();
    List<String> lines = cause.report().lines().toList();
    lines.stream().limit(MAX_LINES).forEach(line -> rows.add(List.of(Cell.text(line))));
    String times = cause.count() == 1 ? "" : ", which has come %d times".formatted(cause.count());
    if (lines.size() > MAX_LINES || cause.count() > 1) {
      rows.add(List.of(Cell.text("… ':log %d' shows all%s".formatted(cause.number(), times))));
    }
    return rows;
  }

  private static JsonObject json(EndedProcess end, Optional<LoggedCause> log) {
    return JsonObject.document("dead_process")
        .add(EventForms.ENDED, end)
        .put("log", log.map(cause -> JsonObject.of(EventForms.CAUSE, cause)).orElse(null));
  }
}
