package io.rebeam.shell.completion;

import io.rebeam.commands.shell.WordScanner;

/**
 * The word of a command line that is being typed: its text so far, and its quote.
 *
 * @param quote the quote it starts with, or {@link #NONE}
 * @param text its text, quotes and backslashes resolved
 */
record TypedWord(char quote, String text) {
  static final char NONE = WordScanner.NONE;

  static TypedWord of(String raw) {
    WordScanner.Word word = new WordScanner(raw).typedWord();
    return new TypedWord(word.quote(), word.text());
  }

  /**
   * The spelling of {@code value} as one word of a command line. It begins like this word, since
   * the line editor offers only candidates that do: with its quote, or with backslashes if the word
   * has no quote.
   */
  String spelled(String value) {
    return switch (quote) {
      case '\'' -> "'" + value.replace("'", "'\\''") + "'";
      case '"' -> doubleQuoted(value);
      default -> {
        String escaped = escaped(value);
        yield text.isEmpty() && !escaped.equals(value) ? doubleQuoted(value) : escaped;
      }
    };
  }

  private static String doubleQuoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String escaped(String value) {
    var escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean redirects = c == '>' && i == 0;
      if (redirects || Character.isWhitespace(c) || "\"'\\".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
