package io.rebeam.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cells aligned in columns within a width, without wrapping. Columns that may shrink do so first;
 * then columns are left out from the right, and the last column that stays is cut if enough of it
 * is readable.
 */
final class Grid {
  private static final String GAP = "  ";
  private static final int MIN_READABLE = 10;

  private final OutputMode mode;

  /** The widths of the shown columns, by the number of the column. */
  private final SortedMap<Integer, Integer> widths = new TreeMap<>();

  /**
   * @param rows all rows, a heading included; rows may differ in length
   * @param columns the columns of a table; empty for other cells
   * @param available columns on the terminal
   */
  Grid(List<List<Cell>> rows, List<? extends Column<?>> columns, OutputMode mode, int available) {
    this.mode = mode;
    List<Integer> wanted = wantedWidths(rows);
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      shown.add(i);
    }
    while (shown.size() > 1 && minWidth(shown, wanted, columns) > available) {
      shown.remove(lastToSpare(shown, columns));
    }
    int left = available - minWidth(shown, wanted, columns);
    for (int i : shown) {
      int least = least(i, shown, wanted, columns);
      int more = Math.min(wanted.get(i) - least, left); // negative for a single column that is cut
      widths.put(i, least + more);
      left -= more;
    }
  }

  private static int minWidth(
      List<Integer> shown, List<Integer> wanted, List<? extends Column<?>> columns) {
    int width = (shown.size() - 1) * GAP.length();
    for (int i : shown) {
      width += least(i, shown, wanted, columns);
    }
    return width;
  }

  private static int least(
      int i, List<Integer> shown, List<Integer> wanted, List<? extends Column<?>> columns) {
    int width = i < columns.size() ? columns.get(i).minWidth() : OutputMode.UNLIMITED;
    boolean last = i == shown.getLast() && shown.size() > 1;
    return Math.min(wanted.get(i), last ? Math.min(width, MIN_READABLE) : width);
  }

  /** The shown column to leave out next; the first column goes last. */
  private static int lastToSpare(List<Integer> shown, List<? extends Column<?>> columns) {
    for (int at = shown.size() - 1; at > 0; at--) {
      int i = shown.get(at);
      if (i >= columns.size() || !columns.get(i).kept()) {
        return at;
      }
    }
    return 0;
  }

  private static List<Integer> wantedWidths(List<List<Cell>> rows) {
    List<Integer> wanted = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = DisplayWidth.of(row.get(i).text());
        if (i == wanted.size()) {
          wanted.add(width);
        } else {
          wanted.set(i, Math.max(wanted.get(i), width));
        }
      }
    }
    return wanted;
  }

  /** One line, without spaces at its end. */
  String line(List<Cell> row) {
    var line = new StringBuilder();
    int pending = 0;
    for (var column : widths.headMap(row.size()).entrySet()) {
      Cell cell = row.get(column.getKey()).cutTo(column.getValue());
      int padding = column.getValue() - DisplayWidth.of(cell.text());
      boolean first = column.getKey().equals(widths.firstKey());
      pending += (first ? 0 : GAP.length()) + (cell.right() ? padding : 0);
      if (!cell.text().isEmpty()) {
        line.repeat(' ', pending).append(mode.theme().paint(cell.style(), cell.text()));
        pending = 0;
      }
      pending += cell.right() ? 0 : padding;
    }
    return line.toString();
  }
}
