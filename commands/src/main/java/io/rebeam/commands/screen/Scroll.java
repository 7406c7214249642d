package io.rebeam.commands.screen;

import java.util.List;

/** The position of a window in a long text. */
final class Scroll {
  private int first;
  private int seen = 1;

  /** The lines in a window of {@code rows} lines. */
  List<String> window(List<String> lines, int rows) {
    seen = Math.max(1, rows);
    first = Math.clamp(first, 0, Math.max(0, lines.size() - seen));
    return lines.subList(first, Math.min(lines.size(), first + seen));
  }

  /** Moves the window. Returns whether it was a key for that. */
  boolean press(Key key) {
    switch (key.name()) {
      case UP -> first--;
      case DOWN -> first++;
      case PAGE_UP -> first -= seen;
      case PAGE_DOWN -> first += seen;
      case HOME -> first = 0;
      case END -> first = Integer.MAX_VALUE - seen;
      default -> {
        return false;
      }
    }
    first = Math.max(0, first);
    return true;
  }

  void toTop() {
    first = 0;
  }

  /** The window's place in the text, {@code 12-50 of 80}; empty when the whole text is visible. */
  String place(int lines) {
    return lines <= seen
        ? ""
        : "%d-%d of %d".formatted(first + 1, Math.min(lines, first + seen), lines);
  }
}
