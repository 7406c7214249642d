package io.rebeam.shell.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pieces of Python source as the prompt and batch mode see them. Pure, and independent of a running
 * Python: it must answer while the node boots or is busy. Syntax errors are left to Python.
 */
public final class PythonInput {
  private static final int INDENT = 4;

  /** Keywords that begin a compound statement; {@code match} only when a colon ends the line. */
  private static final Set<String> COMPOUND =
      Set.of("if", "for", "while", "def", "class", "with", "try", "async");

  private static final Set<String> LEAVING = Set.of("return", "pass", "break", "continue", "raise");

  private static final Pattern WORD = Pattern.compile("^\\s*(@|[^\\W\\d]\\w*)");

  private PythonInput() {}

  /**
   * Whether {@code text} can be evaluated. A compound statement that is typed ends with an empty
   * line; one that was pasted ends where the text does.
   */
  public static Completeness check(String text, boolean pasted) {
    if (text.startsWith(":")) {
      return new Completeness.Complete();
    }
    Block block = Block.of(text);
    if (block.continued) {
      return new Completeness.Incomplete(
          block.inString ? 0 : indentOf(block.lastCode) + (block.depth > 0 ? INDENT : 0));
    }
    boolean needsBody = block.opensBlock || block.decorated;
    boolean waits = block.compound && !block.endsWithEmptyLine && !(pasted && !needsBody);
    if (needsBody || waits) {
      return new Completeness.Incomplete(block.nextIndent());
    }
    return new Completeness.Complete();
  }

  /**
   * Cuts a script at its command lines: those that begin with {@code :} where a statement could
   * begin.
   */
  public static List<Piece> pieces(String script) {
    List<Piece> pieces = new ArrayList<>();
    PythonScanner scanner = new PythonScanner(script);
    int codeStart = 0;
    int codeLine = 1;
    int line = 1;
    for (int at = 0; at < script.length(); line++) {
      int end = lineEnd(script, at);
      int next = Math.min(end + 1, script.length());
      if (script.charAt(at) == ':' && scanner.lineStart() == PythonScanner.LineStart.FRESH) {
        addCode(pieces, codeLine, script.substring(codeStart, at));
        pieces.add(new Piece.Command(line, script.substring(at, end).strip()));
        codeStart = next;
        codeLine = line + 1;
      } else {
        scanner.line(at, end);
      }
      at = end + 1;
    }
    addCode(pieces, codeLine, script.substring(Math.min(codeStart, script.length())));
    return pieces;
  }

  private static void addCode(List<Piece> pieces, int line, String text) {
    if (!text.isBlank()) {
      pieces.add(new Piece.Code(line, text));
    }
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static int indentOf(String line) {
    int indent = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ') {
        indent++;
      } else if (c == '\t') {
        indent = indent / 8 * 8 + 8;
      } else {
        break;
      }
    }
    return indent;
  }

  private static String firstWord(String code) {
    Matcher word = WORD.matcher(code);
    return word.find() ? word.group(1) : "";
  }

  /** What one look over the lines tells. */
  private static final class Block {
    boolean compound;
    boolean decorated;
    boolean opensBlock;
    boolean endsWithEmptyLine;
    boolean continued;
    boolean inString;
    int depth;
    String lastCode = "";

    static Block of(String text) {
      Block block = new Block();
      PythonScanner scanner = new PythonScanner(text);
      for (int at = 0; at <= text.length(); ) {
        int end = lineEnd(text, at);
        boolean fresh = scanner.lineStart() == PythonScanner.LineStart.FRESH;
        block.line(scanner.line(at, end), fresh, scanner);
        at = end + 1;
      }
      return block;
    }

    private void line(String code, boolean fresh, PythonScanner scanner) {
      continued = scanner.lineStart() == PythonScanner.LineStart.CONTINUED;
      inString = scanner.inString();
      depth = scanner.depth();
      if (code.isBlank()) {
        endsWithEmptyLine = fresh && !continued;
        return;
      }
      endsWithEmptyLine = false;
      boolean opens = !continued && code.stripTrailing().endsWith(":");
      String word = firstWord(code);
      if (fresh) {
        decorated = word.equals("@");
        compound |= COMPOUND.contains(word) || decorated || opens;
        lastCode = code;
      }
      opensBlock = opens;
    }

    /** The indentation of the line that probably follows. */
    int nextIndent() {
      int indent = indentOf(lastCode);
      if (opensBlock) {
        return indent + INDENT;
      }
      return LEAVING.contains(firstWord(lastCode)) ? Math.max(0, indent - INDENT) : indent;
    }
  }
}
