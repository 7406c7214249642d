package io.rebeam.text;

/** Text of programs as a terminal shows it and does not obey it, by Python's rule. */
public final class Printable {
  private Printable() {}

  /** The text as one line: what {@code repr} would escape is escaped. */
  public static String line(String text) {
    return escape(text, "\u00a0");
  }

  /** What {@code repr} would escape is escaped, but line breaks and tabs. */
  public static String lines(String text) {
    return escape(text, "\n\t\u00a0");
  }

  /** The first line, cut and escaped. */
  public static String firstLine(String text, int length) {
    String start = text.substring(0, Math.min(text.length(), length + 1));
    int end = start.indexOf('\n');
    String first = escape(end < 0 ? start : start.substring(0, end), "\u00a0");
    return first.length() <= length ? first : first.substring(0, length - 1) + "…";
  }

  /** A long text without its middle; its end may say how much was left out before. */
  public static String cut(String text, int length) {
    int end = 40;
    return text.length() <= length
        ? text
        : text.substring(0, length - end) + "…" + text.substring(text.length() - end);
  }

  private static String escape(String text, String kept) {
    if (text.codePoints().allMatch(c -> isPrintable(c) || kept.indexOf(c) >= 0)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c) || kept.indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
              } else {
                append(c, escaped);
              }
            });
    return escaped.toString();
  }

  /** Appends an unprintable character as {@code repr} writes it. */
  public static void append(int c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
        out.append(form.formatted(c));
      }
    }
  }

  /** By Python's rule for {@code repr}. */
  public static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
