package io.rebeam.commands.trace;

import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/** The answer of {@code :trace} without arguments. */
final class TraceList {
  private static final int MAX_TARGET_WIDTH = 28;

  private static final List<Column<Trace>> COLUMNS =
      List.of(
          new Column<>("n", trace -> Cell.number(trace.number())),
          new Column<>("target", MAX_TARGET_WIDTH, trace -> Cell.text(trace.target(), Style.NAME)),
          new Column<>("events", trace -> Cell.text(TraceEvents.shown(trace.request().kinds()))),
          new Column<>("told", trace -> Cell.number(trace.events())),
          new Column<>("dropped", trace -> Cell.number(trace.dropped())),
          new Column<>("for", trace -> Cell.quantity(Elapsed.compact(trace.elapsed()))),
          new Column<>("match", trace -> Cell.text(predicate(trace))));

  private TraceList() {}

  static Table<Trace> of(List<Trace> traces) {
    JsonObject json =
        JsonObject.document("traces").put("traces", traces.stream().map(TraceList::json).toList());
    return new Table<>(COLUMNS, traces, footer(traces.size()), json);
  }

  private static String footer(int traces) {
    return switch (traces) {
      case 0 -> "no trace is running; ':trace counter' starts one";
      case 1 -> "1 trace is running; ':trace off' stops it";
      default -> traces + " traces are running; ':trace off' stops them, ':trace off N' one";
    };
  }

  private static String predicate(Trace trace) {
    return Objects.requireNonNullElse(trace.request().predicate(), "");
  }

  private static JsonObject json(Trace trace) {
    return new JsonObject()
        .put("number", trace.number())
        .put("target", trace.target())
        .put(
            "events",
            EnumSet.copyOf(trace.request().kinds()).stream().map(TraceKind::word).toList())
        .put("told", trace.events())
        .put("dropped", trace.dropped())
        .put("elapsed_ms", trace.elapsed().toMillis())
        .put("match", trace.request().predicate());
  }
}
