package io.rebeam.render;

import java.util.List;

/**
 * A part of a report.
 *
 * @param heading a word or two, or empty
 * @param rows lines of cells, aligned with one another; rows may differ in length. People see
 *     {@code heading: none} when there are none
 */
public record Section(String heading, List<List<Cell>> rows) {
  public Section {
    rows = rows.stream().map(List::copyOf).toList();
  }
}
