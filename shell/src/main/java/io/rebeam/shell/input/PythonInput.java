package io.rebeam.shell.input;

import io.rebeam.shell.input.Completeness.Complete;
import io.rebeam.shell.input.Completeness.Incomplete;
import io.rebeam.shell.input.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Lexical checks of Python source: whether it is complete, and where a script is split.
 *
 * <p>A text that Python refuses whatever follows counts as complete, so that Python reports the
 * error.
 */
public final class PythonInput {
  private static final int INDENT = 4;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private PythonInput() {}

  /**
   * Checks whether a text can be run.
   *
   * <p>A compound statement that was typed is ended by an empty line. A pasted one is complete at
   * once, unless its last line opens a block; then two empty lines end it.
   *
   * @param text what was entered so far, without the line end that was just entered
   * @param pasted whether it was pasted rather than typed
   */
  public static Completeness check(String text, boolean pasted) {
    if (isCommand(text)) {
      return new Complete();
    }
    Lexed lexed = PythonLexer.lex(text);
    if (lexed.broken()) {
      return new Complete();
    }
    if (lexed.openString() >= 0) {
      return new Incomplete(0);
    }
    if (!lexed.open().isEmpty()) {
      int start = Chars.lineStart(text, lexed.open().getLast().start());
      return new Incomplete(suggest(text, start, INDENT));
    }
    if (lexed.continued()) {
      return new Incomplete(suggest(text, Chars.lineStart(text, text.length()), 0));
    }
    return checkStatements(text, LogicalLine.of(lexed), pasted);
  }

  private static Completeness checkStatements(
      String text, List<LogicalLine> lines, boolean pasted) {
    if (!endsInBlock(lines)) {
      return new Complete();
    }
    LogicalLine last = lines.getLast();
    boolean bodiless = last.opensBlock() || last.isDecorator();
    boolean open = pasted ? bodiless && blankLines(text) < 2 : blankLines(text) < 1;
    return open ? new Incomplete(nextIndent(text, last)) : new Complete();
  }

  /** Whether the last statement of the outermost level is a compound one. */
  private static boolean endsInBlock(List<LogicalLine> lines) {
    boolean inBlock = false;
    int outermost = Integer.MAX_VALUE;
    for (LogicalLine line : lines) {
      int columns = line.columns();
      if (columns <= outermost) {
        outermost = columns;
        inBlock = false;
      }
      inBlock |= line.isCompound();
    }
    return inBlock;
  }

  private static int blankLines(String text) {
    int blank = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (Chars.isNewline(c)) {
        blank++;
        if (i > 0 && text.startsWith("\r\n", i - 1)) {
          i--;
        }
      } else if (!Chars.isSpace(c)) {
        break;
      }
    }
    return blank;
  }

  private static int nextIndent(String text, LogicalLine last) {
    int end = text.stripTrailing().length();
    int lineStart = Chars.lineStart(text, end);
    boolean comment = text.startsWith("#", Chars.afterSpaces(text, lineStart));
    if (comment && lineStart > last.start()) {
      return suggest(text, lineStart, 0);
    }
    int change = last.opensBlock() ? INDENT : last.leavesBlock() ? -INDENT : 0;
    return suggest(text, last.start(), change);
  }

  /** The changed indentation of a line; none after tabs, which spaces must not follow. */
  private static int suggest(String text, int lineStart, int change) {
    if (Chars.hasTab(text, lineStart)) {
      return 0;
    }
    return Math.max(0, Chars.columns(text, lineStart) + change);
  }

  /** Whether a line is a command, or a program of the system, and not Python. */
  public static boolean isCommand(String line) {
    return !line.isEmpty() && Chars.opensCommand(line.charAt(0));
  }

  /**
   * Splits a script into commands and the Python source between them.
   *
   * <p>A command is a line whose first character is a colon or an exclamation mark, unless the line
   * belongs to a string, to brackets or to a statement that a backslash continues.
   */
  public static List<Piece> pieces(String script) {
    String text =
        !script.isEmpty() && script.charAt(0) == BYTE_ORDER_MARK ? script.substring(1) : script;
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int line = 1;
    for (Token token : PythonLexer.lexScript(text).tokens()) {
      if (token.kind() == Kind.COMMAND) {
        addCode(text.substring(from, token.start()), line, pieces);
        line += countLines(text, from, token.start());
        pieces.add(new Piece.Command(line, token.in(text).stripTrailing()));
        from = token.end();
      }
    }
    addCode(text.substring(from), line, pieces);
    return List.copyOf(pieces);
  }

  private static void addCode(String code, int line, List<Piece> pieces) {
    if (code.isBlank()) {
      return;
    }
    int start = 0;
    int firstLine = line;
    for (int i = 0; i < code.length() && Character.isWhitespace(code.charAt(i)); i++) {
      if (Chars.isNewline(code.charAt(i))) {
        i = Chars.afterNewline(code, i) - 1;
        start = i + 1;
        firstLine++;
      }
    }
    pieces.add(new Piece.Code(firstLine, code.substring(start)));
  }

  private static int countLines(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      if (Chars.isNewline(text.charAt(i))) {
        i = Chars.afterNewline(text, i) - 1;
        lines++;
      }
    }
    return lines;
  }
}
