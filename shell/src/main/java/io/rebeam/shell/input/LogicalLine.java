package io.rebeam.shell.input;

import io.rebeam.shell.input.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A statement, or the head of a block, which may span several lines of text.
 *
 * @param text the whole text
 * @param tokens its tokens without comments and line ends; never empty
 */
record LogicalLine(String text, List<Token> tokens) {
  private static final Set<String> COMPOUND =
      Set.of(
          "if", "elif", "else", "for", "while", "def", "class", "with", "try", "except", "finally",
          "async");
  private static final Set<String> LEAVING = Set.of("return", "pass", "break", "continue", "raise");

  /** All statements of a text, in order; commands and blank and comment lines are left out. */
  static List<LogicalLine> of(Lexed lexed) {
    List<LogicalLine> lines = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    for (Token token : lexed.tokens()) {
      switch (token.kind()) {
        case COMMENT, CONTINUATION -> {}
        case NEWLINE, COMMAND -> {
          finish(lexed.text(), current, lines);
          current = new ArrayList<>();
        }
        case NAME, NUMBER, STRING, OPERATOR, OPEN, CLOSE -> current.add(token);
      }
    }
    finish(lexed.text(), current, lines);
    return lines;
  }

  private static void finish(String text, List<Token> tokens, List<LogicalLine> lines) {
    if (!tokens.isEmpty()) {
      lines.add(new LogicalLine(text, List.copyOf(tokens)));
    }
  }

  /** The start of the first line of the statement. */
  int start() {
    return Chars.lineStart(text, tokens.getFirst().start());
  }

  /** The column of the statement. */
  int columns() {
    return Chars.columns(text, start());
  }

  boolean isDecorator() {
    return tokens.getFirst().isOperator(text, '@');
  }

  /** Whether a block has to follow: the last token is the colon that opens one. */
  boolean opensBlock() {
    return blockColon() == tokens.size() - 1;
  }

  /** Whether clauses or lines of a block may follow. */
  boolean isCompound() {
    return isDecorator() || opensBlock() || blockColon() >= 0 && COMPOUND.contains(firstName());
  }

  /** Whether the next line is usually indented less. */
  boolean leavesBlock() {
    return LEAVING.contains(firstName());
  }

  private String firstName() {
    Token first = tokens.getFirst();
    return first.kind() == Kind.NAME ? first.in(text) : "";
  }

  /** The index of the last colon outside brackets that belongs to no lambda, or -1. */
  int blockColon() {
    int lambdas = 0;
    int colon = -1;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.depth() > 0) {
        continue;
      }
      if (token.kind() == Kind.NAME && token.is(text, "lambda")) {
        lambdas++;
      } else if (token.isOperator(text, ':')) {
        if (lambdas > 0) {
          lambdas--;
        } else {
          colon = i;
        }
      }
    }
    return colon;
  }
}
