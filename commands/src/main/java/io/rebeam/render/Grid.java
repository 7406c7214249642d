package io.rebeam.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Cells lined up in columns within a width. Never wraps: the column that does not fit is cut when
 * enough of it stays readable, and what is right of it is left out.
 */
final class Grid {
  private static final String GAP = "  ";
  private static final int MIN_READABLE = 10;

  private final List<Integer> widths = new ArrayList<>();
  private final OutputMode mode;

  /**
   * @param rows all rows, a heading included; rows may differ in length
   * @param available columns on the terminal
   */
  Grid(List<List<Cell>> rows, OutputMode mode, int available) {
    this.mode = mode;
    int left = available;
    for (int wanted : wantedWidths(rows)) {
      boolean first = widths.isEmpty();
      int gap = first ? 0 : GAP.length();
      if (wanted + gap > left && !first && left - gap < MIN_READABLE) {
        return;
      }
      widths.add(Math.min(wanted, left - gap));
      left -= gap + wanted;
      if (left <= 0) {
        return;
      }
    }
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
    for (int i = 0; i < Math.min(row.size(), widths.size()); i++) {
      Cell cell = row.get(i).cutTo(widths.get(i));
      int padding = widths.get(i) - DisplayWidth.of(cell.text());
      pending += (i == 0 ? 0 : GAP.length()) + (cell.right() ? padding : 0);
      if (!cell.text().isEmpty()) {
        line.repeat(' ', pending).append(mode.theme().paint(cell.style(), cell.text()));
        pending = 0;
      }
      pending += cell.right() ? 0 : padding;
    }
    return line.toString();
  }
}
