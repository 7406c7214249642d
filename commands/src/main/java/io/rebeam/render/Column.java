package io.rebeam.render;

import java.util.Locale;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param key its name for {@code -o} and {@code --sort}; the heading in capitals
 * @param maxWidth where its cells are cut on a terminal, so that one long value does not push the
 *     other columns out
 * @param leastWidth how narrow it may become before other columns are left out for it
 * @param kept whether it is the last to be left out, as the one is that the rows are sorted by
 * @param cell what it shows of a row
 * @param <T> what a row is
 */
public record Column<T>(
    String key, int maxWidth, int leastWidth, boolean kept, Function<T, Cell> cell) {
  public Column(String key, Function<T, Cell> cell) {
    this(key, OutputMode.UNLIMITED, cell);
  }

  public Column(String key, int maxWidth, Function<T, Cell> cell) {
    this(key, maxWidth, OutputMode.UNLIMITED, /* kept= */ false, cell);
  }

  /** The same, its cells filled with blanks to at least {@code width} columns. */
  public Column<T> atLeast(int width) {
    return new Column<>(key, maxWidth, leastWidth, kept, row -> cell.apply(row).atLeast(width));
  }

  /** The same, cut down to {@code width} columns before others are left out. */
  public Column<T> shrinkingTo(int width) {
    return new Column<>(key, maxWidth, width, kept, cell);
  }

  /** The same, the last to be left out if {@code isKept}. */
  public Column<T> kept(boolean isKept) {
    return new Column<>(key, maxWidth, leastWidth, isKept, cell);
  }

  String heading() {
    return key.toUpperCase(Locale.ROOT);
  }
}
