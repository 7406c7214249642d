package io.rebeam.shell.input;

/**
 * A stretch of Python source that has one lexical meaning.
 *
 * @param kind what it is
 * @param start where it starts
 * @param end where it ends, exclusive
 * @param depth how many brackets and f-strings are open around it
 */
record Token(Kind kind, int start, int end, int depth) {

  /** The lexical classes the shell tells apart. */
  enum Kind {
    NAME,
    NUMBER,
    /** A string, or a stretch of an f-string between two replacement fields. */
    STRING,
    COMMENT,
    OPERATOR,
    /** An opening bracket, or the brace that opens a replacement field. */
    OPEN,
    CLOSE,
    /** A backslash and the line end it hides. */
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
