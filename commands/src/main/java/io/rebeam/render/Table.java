package io.rebeam.render;

import java.util.List;

/**
 * An answer with a row for each item.
 *
 * @param columns the columns, the most important first: on a narrow terminal the last one that is
 *     not kept is left out
 * @param rows the items
 * @param footer a line below the rows on a screen, or empty
 * @param json the same as JSON; it has every column, shown or not
 * @param <T> the type of a row
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
