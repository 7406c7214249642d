package io.rebeam.commands.screen;

import io.rebeam.render.DisplayWidth;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Style;
import java.util.ArrayList;
import java.util.List;

/** Lines of a screen, fitted to its width. */
final class Line {
  private Line() {}

  /** A text at the left and a text at the right; the left text is cut if both do not fit. */
  static String spread(String left, String right, Style style, OutputMode mode) {
    int room = mode.width() - (right.isEmpty() ? 0 : DisplayWidth.of(right) + 2);
    if (room < 1) {
      return mode.theme().paint(style, DisplayWidth.cut(right, mode.width()));
    }
    String cut = DisplayWidth.cut(left, room);
    String gap = " ".repeat(Math.max(0, mode.width() - DisplayWidth.of(cut + right)));
    return mode.theme().paint(style, right.isEmpty() ? cut : cut + gap + right);
  }

  /** One text, cut where the screen ends. */
  static String of(String text, Style style, OutputMode mode) {
    return spread(text, "", style, mode);
  }

  /**
   * A screen: {@code top}, as much of {@code body} as fits, and {@code bottom} at its last line.
   */
  static List<String> screen(List<String> top, List<String> body, String bottom, int rows) {
    List<String> lines = new ArrayList<>(top);
    lines.addAll(body.subList(0, Math.clamp(rows - top.size() - 1L, 0, body.size())));
    while (lines.size() < rows - 1) {
      lines.add("");
    }
    lines.add(bottom);
    return lines;
  }
}
