package io.rebeam.render;

/**
 * Escapes texts of programs (names, labels, errors): control characters would control the terminal,
 * and invisible characters make different texts look alike. They are shown as by Python's {@code
 * repr} (ADR 54).
 */
public final class Escapes {
  private Escapes() {}

  /** The text as one line. */
  public static String line(String text) {
    return escape(text, "");
  }

  /** The text with its line breaks and tabs. */
  public static String lines(String text) {
    return escape(text, "\n\t");
  }

  private static String escape(String text, String kept) {
    if (text.codePoints().noneMatch(Escapes::isUnprintable)) {
      return text;
    }
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isUnprintable(point) && kept.indexOf(point) < 0) {
                append(escaped, point);
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }

  private static boolean isUnprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void append(StringBuilder out, int point) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default ->
          out.append(
              (point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x")
                  .formatted(point));
    }
  }
}
