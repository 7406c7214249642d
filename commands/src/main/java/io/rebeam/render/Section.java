package io.rebeam.render;

import java.util.List;

/**
 * A part of a report.
 *
 * @param heading a word or two, or empty
 * @param rows lines of cells, aligned with one another; rows may differ in length. People see
 *     {@code heading: none} when there are none
 * @param whole whether lines may be longer than the screen is wide, since nothing of them may be
 *     cut
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
