package io.rebeam.shell.input;

/**
 * A bracket or f-string that is open at the position of the lexer.
 *
 * @param kind its kind
 * @param start its start
 * @param close the character that closes it: the bracket, or the quote of the f-string
 * @param triple whether the f-string has triple quotes
 * @param raw whether the f-string is raw
 */
record Frame(Kind kind, int start, char close, boolean triple, boolean raw) {

  /** The kinds of frames. */
  enum Kind {
    BRACKET,
    FSTRING,
    /** The replacement field of an f-string. */
    FIELD,
    /** The format specification after the colon of a replacement field. */
    SPEC
  }

  static Frame bracket(int start, char close) {
    return new Frame(Kind.BRACKET, start, close, false, false);
  }

  Frame field(int at) {
    return new Frame(Kind.FIELD, at, close, triple, raw);
  }

  Frame spec(int at) {
    return new Frame(Kind.SPEC, at, close, triple, raw);
  }

  /** Whether the text directly inside is literal. */
  boolean isLiteral() {
    return kind == Kind.FSTRING || kind == Kind.SPEC;
  }
}
