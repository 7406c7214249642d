package io.rebeam.shell.input;

/**
 * Reads Python source character by character, as far as the prompt has to understand it: strings,
 * comments, brackets and line continuation.
 */
final class PythonScanner {
  /** What stands at the start of a line. */
  enum LineStart {
    /** The line begins a statement or goes on with a block. */
    FRESH,
    /** The line goes on inside brackets, a string, or after a backslash. */
    CONTINUED
  }

  private final String text;
  private int depth;
  private String quote = "";
  private boolean backslash;

  PythonScanner(String text) {
    this.text = text;
  }

  /** Open brackets at the place reached so far. */
  int depth() {
    return depth;
  }

  /** Whether a triple-quoted string is open. */
  boolean inString() {
    return !quote.isEmpty();
  }

  LineStart lineStart() {
    return depth > 0 || inString() || backslash ? LineStart.CONTINUED : LineStart.FRESH;
  }

  /**
   * Reads one line and returns its code without comment and without what is inside strings; where a
   * string stood there is a {@code "}.
   */
  String line(int from, int to) {
    StringBuilder code = new StringBuilder(to - from);
    backslash = false;
    int i = from;
    if (inString()) {
      i = stringEnd(i, to);
      code.append('"');
    }
    while (i < to) {
      char c = text.charAt(i);
      if (c == '#') {
        break;
      }
      if (c == '"' || c == '\'') {
        i = string(i, to);
        code.append('"');
        continue;
      }
      count(c);
      backslash = c == '\\' && i == to - 1;
      code.append(c);
      i++;
    }
    return code.toString();
  }

  private void count(char c) {
    if (c == '(' || c == '[' || c == '{') {
      depth++;
    } else if (c == ')' || c == ']' || c == '}') {
      depth = Math.max(0, depth - 1);
    }
  }

  private int string(int start, int to) {
    char c = text.charAt(start);
    String triple = String.valueOf(c).repeat(3);
    if (text.startsWith(triple, start)) {
      quote = triple;
      return stringEnd(start + triple.length(), to);
    }
    int i = start + 1;
    while (i < to && text.charAt(i) != c) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    backslash = i > to; // the string goes on in the next line
    if (backslash) {
      quote = String.valueOf(c);
    }
    return Math.min(i + 1, to);
  }

  /** The place after the end of the open string, or {@code to} when it ends in a later line. */
  private int stringEnd(int from, int to) {
    int i = from;
    while (i < to) {
      if (text.startsWith(quote, i)) {
        int end = i + quote.length();
        quote = "";
        return end;
      }
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    if (quote.length() == 1 && i <= to) {
      quote = ""; // an unfinished one-line string: Python will say so
    }
    return to;
  }
}
