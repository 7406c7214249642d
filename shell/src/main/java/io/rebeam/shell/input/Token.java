package io.rebeam.shell.input;

/**
 * A token of Python source.
 *
 * @param kind its kind
 * @param start its start
 * @param end its end, exclusive
 * @param depth the number of brackets and f-strings open around it
 */
record Token(Kind kind, int start, int end, int depth) {

  /** The kinds of tokens. */
  enum Kind {
    NAME,
    NUMBER,
    /** A string, or the part of an f-string between two replacement fields. */
    STRING,
    COMMENT,
    OPERATOR,
    /** An opening bracket, or the brace that opens a replacement field. */
    OPEN,
    CLOSE,
    /** A backslash and the line end after it. */
    CONTINUATION,
    /** The line end that ends a statement. */
    NEWLINE,
    /** A line that starts with a colon, in a script. */
    COMMAND
  }

  boolean is(String text, String expected) {
    return end - start == expected.length() && text.startsWith(expected, start);
  }

  boolean isOperator(String text, char operator) {
    return kind == Kind.OPERATOR && end - start == 1 && text.charAt(start) == operator;
  }

  String in(String text) {
    return text.substring(start, end);
  }
}
