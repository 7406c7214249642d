package io.rebeam.render;

/** Columns that text takes on a terminal, by the rules of {@code wcwidth}. */
public final class DisplayWidth {
  /**
   * First and last code points of East Asian Wide and Fullwidth blocks. Emoji are added by {@link
   * Character#isEmojiPresentation}.
   */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2329, 0x232A, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3,
    0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0,
    0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F200, 0x1F265, 0x20000, 0x3FFFD
  };

  private static final int FIRST_REGIONAL_INDICATOR = 0x1F1E6;
  private static final int LAST_REGIONAL_INDICATOR = 0x1F1FF;
  private static final int FIRST_MEDIAL_JAMO = 0x1160;
  private static final int LAST_FINAL_JAMO = 0x11FF;
  private static final int SOFT_HYPHEN = 0xAD;

  private DisplayWidth() {}

  /** The columns that {@code text} takes. Control characters take none. */
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += of(text.codePointAt(i));
    }
    return width;
  }

  /** Returns {@code text}, or as much of it as fits into {@code width} with a final {@code …}. */
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      if (used + of(point) > width - 1) {
        break;
      }
      used += of(point);
      end += Character.charCount(point);
    }
    return width < 1 ? "" : text.substring(0, end) + "…";
  }

  private static int of(int point) {
    if (point >= ' ' && point < 0x7F) {
      return 1;
    }
    if (takesNoColumn(point)) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  private static boolean takesNoColumn(int point) {
    if (point == SOFT_HYPHEN) {
      return false;
    }
    if (point >= FIRST_MEDIAL_JAMO && point <= LAST_FINAL_JAMO) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isWide(int point) {
    for (int i = 0; i < WIDE.length && point >= WIDE[i]; i += 2) {
      if (point <= WIDE[i + 1]) {
        return true;
      }
    }
    // A flag is two regional indicators of one column each.
    return Character.isEmojiPresentation(point)
        && (point < FIRST_REGIONAL_INDICATOR || point > LAST_REGIONAL_INDICATOR);
  }
}
