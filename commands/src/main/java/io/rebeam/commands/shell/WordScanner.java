package io.rebeam.commands.shell;

/**
 * Reads the words of a command line, finished or still being typed: spaces separate words, quotes
 * keep them together, a backslash takes the next character as it is, within double quotes before a
 * quote or a backslash only.
 */
public final class WordScanner {
  /** Stands for no quote. */
  public static final char NONE = 0;

  private final String line;
  private int at;

  /**
   * A word.
   *
   * @param quote the quote that it starts with, or {@link #NONE}
   * @param text its text, quotes and backslashes resolved
   * @param openQuote the quote that is not closed at the end of the line, or {@link #NONE}
   */
  public record Word(char quote, String text, char openQuote) {
    public boolean isOpen() {
      return openQuote != NONE;
    }
  }

  public WordScanner(String line) {
    this.line = line;
  }

  /** The start of the word at the end of a line; its length after a space. */
  public static int lastStart(String line) {
    var scanner = new WordScanner(line);
    while (scanner.skipSpaces()) {
      int start = scanner.at;
      Word _ = scanner.typedWord();
      if (scanner.at == line.length()) {
        return start;
      }
    }
    return line.length();
  }

  /** Returns whether characters are left. */
  boolean skipSpaces() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at < line.length();
  }

  boolean take(char wanted) {
    boolean there = at < line.length() && line.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /** Whether the rest is a request for help. */
  boolean isAtHelp() {
    String rest = line.substring(at).strip();
    return rest.equals("-h") || rest.equals("--help");
  }

  /** All that is left, as it stands. */
  String rest() {
    String rest = line.substring(at).strip();
    at = line.length();
    return rest;
  }

  /** The word that begins here. */
  Word word() {
    return word(/* quotesWithin= */ true);
  }

  /** The word that begins here and is still being typed: a quote within it is a character. */
  public Word typedWord() {
    return word(/* quotesWithin= */ false);
  }

  private Word word(boolean quotesWithin) {
    int start = at;
    char first = at < line.length() && isQuote(line.charAt(at)) ? line.charAt(at) : NONE;
    char open = NONE;
    var text = new StringBuilder();
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      char next = line.charAt(at++);
      if (isQuote(next) && (quotesWithin || at == start + 1)) {
        readQuoted(next, text);
        open = take(next) ? NONE : next;
      } else if (next == '\\' && at < line.length()) {
        text.append(line.charAt(at++));
      } else {
        text.append(next);
      }
    }
    return new Word(first, text.toString(), open);
  }

  private void readQuoted(char quote, StringBuilder text) {
    while (at < line.length() && line.charAt(at) != quote) {
      boolean escapes =
          quote == '"'
              && line.charAt(at) == '\\'
              && at + 1 < line.length()
              && "\"\\".indexOf(line.charAt(at + 1)) >= 0;
      at += escapes ? 1 : 0;
      text.append(line.charAt(at++));
    }
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
