package io.rebeam.commands.process;

import io.rebeam.process.ProcessSummary;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Table;
import java.util.List;

/** The answer of {@code :ps}. */
final class ProcessTable {
  private ProcessTable() {}

  /** Selects from all {@code processes}. */
  static Table<ProcessSummary> of(
      List<ProcessSummary> processes, ProcessQuery query, List<ProcessColumn> columns) {
    List<ProcessSummary> rows = query.select(processes);
    return new Table<>(
        columns.stream().map(ProcessColumn::column).toList(),
        rows,
        footer(rows.size(), processes.size(), query),
        json(rows, processes.size(), query));
  }

  private static String footer(int shown, int total, ProcessQuery query) {
    String count = shown == total ? "" : shown + " of ";
    String sorted = query.sort().map(key -> " (sorted by " + key.key() + ")").orElse("");
    return count + total + (total == 1 ? " process" : " processes") + sorted;
  }

  private static JsonObject json(List<ProcessSummary> rows, int total, ProcessQuery query) {
    return JsonObject.document("ps")
        .put("total", total)
        .put("shown", rows.size())
        .put("sorted_by", query.sort().orElse(ProcessColumn.PID).key())
        .put("processes", rows.stream().map(ProcessJson::summary).toList());
  }
}
