package io.rebeam.shell.input;

import io.rebeam.shell.input.Token.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours the input line: Python code, or a command and its words. */
public final class PythonHighlighter implements Highlighter {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle KEYWORD = PLAIN.foreground(AttributedStyle.BLUE).bold();
  private static final AttributedStyle CONSTANT = PLAIN.foreground(AttributedStyle.MAGENTA);
  private static final AttributedStyle NUMBER = PLAIN.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle STRING = PLAIN.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle COMMENT =
      PLAIN.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK);
  private static final AttributedStyle DECORATOR = PLAIN.foreground(AttributedStyle.YELLOW);
  private static final AttributedStyle KNOWN = PLAIN.bold();
  private static final AttributedStyle UNKNOWN = PLAIN.foreground(AttributedStyle.RED);

  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");
  private static final Set<String> CONSTANTS =
      Set.of("True", "False", "None", "Ellipsis", "NotImplemented", "__debug__");

  private final Predicate<String> commands;
  private final boolean colours;

  /**
   * Makes a highlighter.
   *
   * @param commands whether a command exists, by its word with the colon
   * @param colours whether to colour at all
   */
  public PythonHighlighter(Predicate<String> commands, boolean colours) {
    this.commands = commands;
    this.colours = colours;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return highlight(buffer);
  }

  /** The text with its colours. */
  AttributedString highlight(String text) {
    if (!colours) {
      return new AttributedString(text);
    }
    return text.startsWith(":") ? command(text) : python(text);
  }

  private AttributedString command(String text) {
    int end = Words.commandEnd(text);
    String word = text.substring(0, end);
    AttributedStringBuilder result = new AttributedStringBuilder(text.length());
    result.append(word, isKnown(word) ? KNOWN : UNKNOWN);
    result.append(text.substring(end), PLAIN);
    return result.toAttributedString();
  }

  /** Whether a command exists; false when the predicate fails, so that the line stays usable. */
  private boolean isKnown(String word) {
    try {
      return commands.test(word);
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static AttributedString python(String text) {
    AttributedStringBuilder result = new AttributedStringBuilder(text.length());
    Lexed lexed = PythonLexer.lex(text);
    List<Token> tokens = lexed.tokens();
    SoftKeywords softKeywords = SoftKeywords.of(lexed);
    boolean statementStart = true;
    boolean decorator = false;
    int end = 0;
    for (Token token : tokens) {
      decorator =
          statementStart && token.isOperator(text, '@')
              || decorator
                  && token.depth() == 0
                  && (token.kind() == Kind.NAME || token.isOperator(text, '.'));
      result.append(text.substring(end, token.start()), PLAIN);
      AttributedStyle style = style(text, token, softKeywords.contains(token));
      result.append(token.in(text), decorator ? DECORATOR : style);
      end = token.end();
      statementStart =
          token.kind() == Kind.NEWLINE
              || statementStart
                  && (token.kind() == Kind.COMMENT || token.kind() == Kind.CONTINUATION);
    }
    result.append(text.substring(end), PLAIN);
    return result.toAttributedString();
  }

  private static AttributedStyle style(String text, Token token, boolean softKeyword) {
    return switch (token.kind()) {
      case NAME -> softKeyword ? KEYWORD : nameStyle(token.in(text));
      case NUMBER -> NUMBER;
      case STRING -> STRING;
      case COMMENT -> COMMENT;
      case OPERATOR, OPEN, CLOSE, CONTINUATION, NEWLINE, COMMAND -> PLAIN;
    };
  }

  private static AttributedStyle nameStyle(String name) {
    if (KEYWORDS.contains(name)) {
      return KEYWORD;
    }
    return CONSTANTS.contains(name) ? CONSTANT : PLAIN;
  }
}
