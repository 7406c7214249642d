package io.rebeam.render;

import java.util.List;

/**
 * A part of a report.
 *
 * @param heading a word or two, or empty
 * @param rows lines of cells, aligned with one another; rows may differ in length. Without rows the
 *     table format shows {@code heading: none}
 * @param whole whether lines are not cut to the width of the screen
 */
public record Section(String heading, List<List<Cell>> rows, boolean whole) {
  public Section {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** A section that is fitted to the width. */
  public Section(String heading, List<List<Cell>> rows) {
    this(heading, rows, false);
  }
}
