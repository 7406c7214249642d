package io.rebeam.render;

import io.rebeam.text.Printable;

/**
 * A piece of text with its style.
 *
 * @param text one line; characters that are not printable are escaped, so that a label from user
 *     code cannot control the terminal
 * @param style its style
 * @param right whether it is aligned to the right, as numbers are
 */
public record Cell(String text, Style style, boolean right) {
  public Cell {
    text = Printable.line(text);
  }

  public static Cell text(String text) {
    return new Cell(text, Style.PLAIN, false);
  }

  public static Cell text(String text, Style style) {
    return new Cell(text, style, false);
  }

  public static Cell number(long value) {
    return new Cell(Long.toString(value), Style.PLAIN, true);
  }

  /** A number with its unit, or other text aligned to the right. */
  public static Cell quantity(String text) {
    return new Cell(text, Style.PLAIN, true);
  }

  /** A copy filled with blanks to at least {@code width} columns. */
  public Cell atLeast(int width) {
    int missing = width - DisplayWidth.of(text);
    if (missing <= 0) {
      return this;
    }
    String blanks = " ".repeat(missing);
    return new Cell(right ? blanks + text : text + blanks, style, right);
  }

  /** A copy cut to {@code width} columns; fill blanks are cut first. */
  Cell cutTo(int width) {
    return DisplayWidth.of(text) <= width
        ? this
        : new Cell(DisplayWidth.cut(text.stripTrailing(), width), style, right);
  }
}
