package io.rebeam.render;

import java.util.List;

/**
 * An answer with one row a thing.
 *
 * @param columns what is shown, the most important first: a narrow terminal loses the last that is
 *     not to be kept
 * @param rows the things
 * @param footer a line for people below the rows, or empty
 * @param json the same for machines; holds every column whether shown or not
 * @param <T> what a row is
 */
public record Table<T>(List<Column<T>> columns, List<T> rows, String footer, JsonObject json)
    implements View {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table needs a column");
    }
  }

  /** The same table with another footer. */
  public Table<T> withFooter(String other) {
    return new Table<>(columns, rows, other, json);
  }

  /** The rows as cells, columns in order. */
  List<List<Cell>> cells() {
    return rows.stream()
        .map(row -> columns.stream().map(column -> column.cell().apply(row)).toList())
        .toList();
  }
}
