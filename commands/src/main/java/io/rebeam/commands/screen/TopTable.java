package io.rebeam.commands.screen;

import io.rebeam.commands.process.ProcessColumn;
import io.rebeam.commands.process.ProcessJson;
import io.rebeam.inspect.NodeLoad.SchedulerLoad;
import io.rebeam.process.ProcessStatus;
import io.rebeam.render.ByteSize;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** A sample of {@code :top} as text, table and JSON. */
final class TopTable {
  private static final int BAR = 20;
  private static final int MAX_SCHEDULERS = 4;
  private static final String CPU_SHARE = "cpu%";
  private static final String GROWTH = "+";

  /** Minimum widths, since columns that change their width would move the others. */
  private static final Map<String, Integer> MIN_WIDTHS =
      Map.of("pid", 9, "name", 18, "state", 9, CPU_SHARE, 4, "mq", 5, "cpu", 6, "age", 6, "at", 0);

  private static final int MIN_AMOUNT_WIDTH = 8;

  /** The width that names shrink to on a narrow screen. */
  private static final int MIN_NAME_WIDTH = 8;

  private TopTable() {}

  /** The lines above the table. */
  static List<String> heading(TopSample sample, boolean unicode) {
    List<String> lines = new ArrayList<>();
    lines.add("up %s   %s".formatted(Elapsed.compact(sample.uptime()), counts(sample)));
    sample.load().schedulers().stream()
        .limit(MAX_SCHEDULERS)
        .forEach(scheduler -> lines.add(line(scheduler, unicode)));
    String zombies =
        sample.load().zombies() == 0 ? "" : "   zombies " + sample.load().zombies() + " (:sched)";
    lines.add(
        "heap %s of %s (%d %%)   blocking threads %d%s"
            .formatted(
                ByteSize.text(sample.heapUsed()),
                ByteSize.text(sample.heapMax()),
                Math.round(100.0 * sample.heapUsed() / sample.heapMax()),
                sample.load().blockingThreads(),
                zombies));
    return lines;
  }

  private static String counts(TopSample sample) {
    var states = new StringJoiner(", ", ": ", "").setEmptyValue("");
    for (ProcessStatus status : ProcessStatus.values()) {
      int count = sample.states().getOrDefault(status, 0);
      if (count > 0) {
        states.add(count + " " + status.word());
      }
    }
    return sample.total() + (sample.total() == 1 ? " process" : " processes") + states;
  }

  private static String line(SchedulerLoad scheduler, boolean unicode) {
    int full = (int) Math.round(Math.clamp(scheduler.busy(), 0, 1) * BAR);
    String bar = (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(BAR - full);
    return "scheduler %d  %3d %% %s   run queue %d"
        .formatted(
            scheduler.number(), Math.round(scheduler.busy() * 100), bar, scheduler.runQueue());
  }

  /** The sort key, and the number of matching processes. */
  static String order(TopSample sample) {
    TopQuery query = sample.query();
    String by = "by " + query.order().word();
    if (query.growth()) {
      by +=
          sample.hasWindow()
              ? " of the last " + Elapsed.seconds(sample.window())
              : " since each began";
    }
    String reversed = query.reverse() ? ", reversed" : "";
    String filter =
        query.texts().isEmpty()
            ? ""
            : "   %d match %s".formatted(sample.rows().size(), String.join(" ", query.texts()));
    return Cell.text(by + reversed + filter).text();
  }

  /** Rows for plain and JSON output. */
  static Table<TopSample.Row> of(TopSample sample, List<TopSample.Row> rows) {
    return of(sample, rows, _ -> 0);
  }

  /** Rows for a screen, with columns that keep their places. */
  static Table<TopSample.Row> steady(TopSample sample, List<TopSample.Row> rows) {
    return of(sample, rows, key -> MIN_WIDTHS.getOrDefault(key, MIN_AMOUNT_WIDTH));
  }

  private static Table<TopSample.Row> of(
      TopSample sample, List<TopSample.Row> rows, ToIntFunction<String> minWidth) {
    List<Column<TopSample.Row>> columns = new ArrayList<>();
    TopOrder order = sample.query().order();
    columns.add(column(ProcessColumn.PID));
    columns.add(column(ProcessColumn.NAME).shrinkingTo(MIN_NAME_WIDTH));
    columns.add(column(ProcessColumn.STATE));
    columns.add(new Column<>(CPU_SHARE, row -> share(sample, row)));
    columns.add(column(ProcessColumn.MQ));
    switch (order) {
      case MEM -> columns.add(column(ProcessColumn.MEM));
      case IN -> columns.add(column(ProcessColumn.IN));
      case OUT -> columns.add(column(ProcessColumn.OUT));
      case SLICES -> columns.add(column(ProcessColumn.SLICES));
      case CPU, MQ, AGE, NAME -> {}
    }
    if (sample.query().growth() && order != TopOrder.CPU) {
      columns.add(new Column<>(GROWTH + order.word(), row -> growth(sample, row)));
    }
    columns.add(column(ProcessColumn.CPU));
    columns.add(column(ProcessColumn.AGE));
    columns.add(column(ProcessColumn.AT));
    String ranked = rankedBy(sample.query());
    return new Table<>(
        columns.stream()
            .map(column -> column.atLeast(minWidth.applyAsInt(column.key())))
            .map(column -> column.kept(column.key().equals(ranked)))
            .toList(),
        rows,
        "",
        json(sample, rows));
  }

  /** The key of the column that the rows are sorted by. */
  private static String rankedBy(TopQuery query) {
    if (!query.growth()) {
      return query.order().word();
    }
    return query.order() == TopOrder.CPU ? CPU_SHARE : GROWTH + query.order().word();
  }

  private static Column<TopSample.Row> column(ProcessColumn column) {
    return column.of(TopSample.Row::process);
  }

  private static Cell share(TopSample sample, TopSample.Row row) {
    String text = sample.hasWindow() ? Math.round(row.cpuShare() * 100) + "" : "-";
    return Cell.quantity(text);
  }

  private static Cell growth(TopSample sample, TopSample.Row row) {
    String sign = row.growth() > 0 ? "+" : "";
    String text =
        sample.query().order() == TopOrder.MEM && row.growth() >= 0
            ? sign + ByteSize.text(row.growth())
            : sign + row.growth();
    return Cell.quantity(text);
  }

  private static JsonObject json(TopSample sample, List<TopSample.Row> rows) {
    JsonObject states = new JsonObject();
    for (ProcessStatus status : ProcessStatus.values()) {
      states.put(status.word(), sample.states().getOrDefault(status, 0));
    }
    return JsonObject.document("top")
        .put("uptime_ms", sample.uptime().toMillis())
        .put("window_ms", sample.window().toMillis())
        .put("sampling_us", TimeUnit.NANOSECONDS.toMicros(sample.cost().toNanos()))
        .put("sorted_by", sample.query().order().word())
        .put("growth", sample.query().growth())
        .put("total", sample.total())
        .put("matching", sample.rows().size())
        .put("shown", rows.size())
        .put("states", states)
        .put("heap_used_bytes", sample.heapUsed())
        .put("heap_max_bytes", sample.heapMax())
        .put("zombie_threads", sample.load().zombies())
        .put("blocking_threads", sample.load().blockingThreads())
        .put(
            "schedulers",
            sample.load().schedulers().stream()
                .map(
                    one ->
                        new JsonObject()
                            .put("number", one.number())
                            .put("busy", one.busy())
                            .put("run_queue", one.runQueue()))
                .toList())
        .put("processes", rows.stream().map(row -> json(sample, row)).toList());
  }

  private static JsonObject json(TopSample sample, TopSample.Row row) {
    JsonObject json = ProcessJson.row(row.process());
    if (!sample.hasWindow()) {
      return json.putNull("cpu_share").putNull("growth");
    }
    return json.put("cpu_share", row.cpuShare()).put("growth", row.growth());
  }
}
