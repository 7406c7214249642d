package io.rebeam.render;

import java.util.Locale;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param key its name for {@code -o} and {@code --sort}; the heading in capitals
 * @param maxWidth where its cells are cut on a terminal, so that one long value does not push the
 *     other columns out
 * @param cell what it shows of a row
 * @param <T> what a row is
 */
public record Column<T>(String key, int maxWidth, Function<T, Cell> cell) {
  public Column(String key, Function<T, Cell> cell) {
    this(key, OutputMode.UNLIMITED, cell);
  }

  /** The same, its cells filled with blanks to at least {@code width} columns. */
  public Column<T> atLeast(int width) {
    return new Column<>(key, maxWidth, row -> cell.apply(row).atLeast(width));
  }

  String heading() {
    return key.toUpperCase(Locale.ROOT);
  }
}
