package io.rebeam.shell.input;

/** The characters and lines of Python source. */
final class Chars {
  private static final int TAB_STOP = 8;

  private Chars() {}

  static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameStart(int codePoint) {
    return codePoint == '_' || Character.isUnicodeIdentifierStart(codePoint);
  }

  static boolean isNamePart(int codePoint) {
    return codePoint == '_'
        || Character.isUnicodeIdentifierPart(codePoint)
            && !Character.isIdentifierIgnorable(codePoint);
  }

  /** The start of the line after the line end at {@code at}; CR LF is one line end. */
  static int afterNewline(String text, int at) {
    return text.startsWith("\r\n", at) ? at + 2 : at + 1;
  }

  static int lineStart(String text, int at) {
    int start = at;
    while (start > 0 && !isNewline(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  static int lineEnd(String text, int at) {
    int end = at;
    while (end < text.length() && !isNewline(text.charAt(end))) {
      end++;
    }
    return end;
  }

  static int afterSpaces(String text, int at) {
    int end = at;
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The column of the first text in the line that starts at {@code start}. */
  static int columns(String text, int start) {
    int columns = 0;
    int end = afterSpaces(text, start);
    for (int i = start; i < end; i++) {
      columns = text.charAt(i) == '\t' ? (columns / TAB_STOP + 1) * TAB_STOP : columns + 1;
    }
    return columns;
  }

  /** Whether the line that starts at {@code start} is indented with tabs. */
  static boolean hasTab(String text, int start) {
    return text.substring(start, afterSpaces(text, start)).indexOf('\t') >= 0;
  }

  /** Whether a line that begins with this character is a command. */
  static boolean opensCommand(char c) {
    return c == ':' || c == '!';
  }
}
