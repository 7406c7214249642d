package io.rebeam.shell.input;

import io.rebeam.commands.shell.WordScanner;
import io.rebeam.shell.input.Token.Kind;
import java.util.List;
import java.util.Set;

/** Finds the word that is being completed. */
final class Words {
  private static final Set<String> OPERAND_FOLLOWS =
      Set.of(
          "and", "assert", "await", "case", "del", "elif", "else", "except", "for", "if", "in",
          "is", "lambda", "not", "or", "raise", "return", "while", "with", "yield");

  private Words() {}

  /** The end of the command word at the start of a text. */
  static int commandEnd(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The start of the word at the end of {@code text}. */
  static int start(String text) {
    return text.startsWith(":") ? WordScanner.lastStart(text) : pythonWordStart(text);
  }

  private static int pythonWordStart(String text) {
    Lexed lexed = PythonLexer.lex(text);
    List<Token> tokens = lexed.tokens();
    if (lexed.openString() >= 0) {
      return lexed.openString();
    }
    if (tokens.isEmpty() || tokens.getLast().end() < text.length()) {
      return text.length();
    }
    int pid = pidStart(lexed);
    return pid >= 0 ? pid : pathStart(lexed);
  }

  /** The start of the names and dots at the end of the text. */
  private static int pathStart(Lexed lexed) {
    int start = lexed.text().length();
    for (Token token : lexed.tokens().reversed()) {
      boolean part = token.kind() == Kind.NAME || token.isOperator(lexed.text(), '.');
      if (!part || token.end() != start) {
        break;
      }
      start = token.start();
    }
    return start;
  }

  /** The start of the pid at the end of the text, such as {@code <0.12}, or -1. */
  private static int pidStart(Lexed lexed) {
    String text = lexed.text();
    List<Token> tokens = lexed.tokens();
    int i = tokens.size() - 1;
    int start = text.length();
    while (i >= 0 && tokens.get(i).end() == start && isPidPart(text, tokens.get(i))) {
      start = tokens.get(i).start();
      i--;
    }
    boolean pid = i >= 0 && tokens.get(i).end() == start && tokens.get(i).isOperator(text, '<');
    return pid && (i == 0 || takesOperand(text, tokens.get(i - 1))) ? tokens.get(i).start() : -1;
  }

  private static boolean isPidPart(String text, Token token) {
    return token.isOperator(text, '.')
        || token.kind() == Kind.NUMBER
            && token.in(text).chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }

  /** Whether an operand has to follow a token, so that {@code <} opens a pid. */
  private static boolean takesOperand(String text, Token before) {
    return switch (before.kind()) {
      case NAME -> OPERAND_FOLLOWS.contains(before.in(text));
      case NUMBER, STRING, CLOSE -> false;
      case OPERATOR -> !before.isOperator(text, '<');
      case OPEN, COMMENT, CONTINUATION, NEWLINE, COMMAND -> true;
    };
  }
}
