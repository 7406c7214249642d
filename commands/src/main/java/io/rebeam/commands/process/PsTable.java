package io.rebeam.commands.process;

import io.rebeam.inspect.ProcessKey;
import io.rebeam.inspect.ProcessQuery;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.Column;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Table;
import java.util.List;

/** The answer of {@code :ps}. */
final class PsTable {
  private PsTable() {}

  /** Selects from all {@code processes}. */
  static Table<ProcessRow> of(
      List<? extends ProcessRow> processes, ProcessQuery query, List<ProcessColumn> columns) {
    return of(query.select(processes), query, columns);
  }

  static Table<ProcessRow> of(
      ProcessQuery.Selection selection, ProcessQuery query, List<ProcessColumn> columns) {
    return new Table<>(
        columns.stream().map(column -> column(column, query)).toList(),
        selection.rows(),
        footer(selection, query),
        json(selection, query));
  }

  private static Column<ProcessRow> column(ProcessColumn column, ProcessQuery query) {
    return column.<ProcessRow>column().kept(column.sortKey() == query.sort());
  }

  private static String footer(ProcessQuery.Selection selection, ProcessQuery query) {
    int shown = selection.rows().size();
    int total = selection.total();
    String count = shown == total ? "" : shown + " of ";
    String from = query.from() > 1 ? ", from row " + query.from() : "";
    String sorted =
        query.sort() == ProcessKey.PID ? "" : " (sorted by " + query.sort().word() + ")";
    return count + total + (total == 1 ? " process" : " processes") + from + sorted;
  }

  private static JsonObject json(ProcessQuery.Selection selection, ProcessQuery query) {
    return JsonObject.document("ps")
        .put("total", selection.total())
        .put("matching", selection.matching())
        .put("shown", selection.rows().size())
        .put("sorted_by", query.sort().word())
        .put("processes", selection.rows().stream().map(ProcessJson::row).toList());
  }
}
