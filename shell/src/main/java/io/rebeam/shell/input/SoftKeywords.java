package io.rebeam.shell.input;

import io.rebeam.shell.input.Token.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names in a text that are keywords because of their position.
 *
 * @param starts the starts of these tokens
 */
record SoftKeywords(Set<Integer> starts) {

  static SoftKeywords of(Lexed lexed) {
    Set<Integer> starts = new HashSet<>();
    for (LogicalLine line : LogicalLine.of(lexed)) {
      Token first = line.tokens().getFirst();
      if (first.kind() == Kind.NAME && isSoft(lexed.text(), line)) {
        starts.add(first.start());
      }
    }
    return new SoftKeywords(Set.copyOf(starts));
  }

  boolean contains(Token token) {
    return starts.contains(token.start());
  }

  private static boolean isSoft(String text, LogicalLine line) {
    List<Token> tokens = line.tokens();
    Token first = tokens.getFirst();
    if (first.is(text, "type")) {
      return tokens.size() > 1
          && tokens.get(1).kind() == Kind.NAME
          && !isInfix(text, tokens.get(1));
    }
    if (first.is(text, "match")) {
      return tokens.size() > 2 && line.opensBlock();
    }
    return first.is(text, "case") && line.blockColon() > 1;
  }

  private static boolean isInfix(String text, Token token) {
    return Set.of("in", "is", "and", "or", "not", "if").contains(token.in(text));
  }
}
