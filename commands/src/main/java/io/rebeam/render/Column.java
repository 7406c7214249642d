package io.rebeam.render;

import java.util.Locale;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param key its name for {@code -o} and {@code --sort}; the heading in capitals
 * @param maxWidth where its cells are cut on a terminal, so that one long value does not push the
 *     other columns out
 * @param minWidth the width it shrinks to before other columns are left out
 * @param kept whether it is left out last, as the column that the rows are sorted by
 * @param cell makes its cell of a row
 * @param <T> the type of a row
 */
public record Column<T>(
    String key, int maxWidth, int minWidth, boolean kept, Function<T, Cell> cell) {
  public Column(String key, Function<T, Cell> cell) {
    this(key, OutputMode.UNLIMITED, cell);
  }

  public Column(String key, int maxWidth, Function<T, Cell> cell) {
    this(key, maxWidth, OutputMode.UNLIMITED, /* kept= */ false, cell);
  }

  /** A copy whose cells are filled with blanks to at least {@code width} columns. */
  public Column<T> atLeast(int width) {
    return new Column<>(key, maxWidth, minWidth, kept, row -> cell.apply(row).atLeast(width));
  }

  /** A copy that shrinks to {@code width} columns before other columns are left out. */
  public Column<T> shrinkingTo(int width) {
    return new Column<>(key, maxWidth, width, kept, cell);
  }

  /** A copy that is left out last if {@code isKept}. */
  public Column<T> kept(boolean isKept) {
    return new Column<>(key, maxWidth, minWidth, isKept, cell);
  }

  String heading() {
    return key.toUpperCase(Locale.ROOT);
  }
}
