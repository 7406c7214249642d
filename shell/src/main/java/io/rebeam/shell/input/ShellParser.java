package io.rebeam.shell.input;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells the line editor when an input is complete, and which word the cursor completes. Used by the
 * input thread alone.
 */
final class ShellParser implements Parser {
  /** What can be completed: a dotted name, a pid, or the text of a string so far. */
  private static final Pattern WORD = Pattern.compile("(?:<[\\d.]*|[^\\W\\d][\\w.]*)$");

  private static final Pattern IN_STRING = Pattern.compile("[\"']([^\"']*)$");

  private boolean pasted;

  /** Whether the buffer holds a pasted block, which ends without an empty line. */
  void setPasted(boolean pasted) {
    this.pasted = pasted;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.COMPLETE) {
      return new Completed(line, cursor, word(line.substring(0, cursor)));
    }
    boolean accepting = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
    if (accepting
        && PythonInput.check(line, pasted) instanceof Completeness.Incomplete(int indent)) {
      pasted = false; // what follows is typed
      throw new EOFError(-1, cursor, "more to come", "", indentAt(line, cursor, indent), "");
    }
    return new Completed(line, cursor, line);
  }

  /** The indentation of a line that begins at the cursor; {@code indent} at the end of the text. */
  private static int indentAt(String text, int cursor, int indent) {
    if (cursor == text.length()) {
      return indent;
    }
    return PythonInput.check(text.substring(0, cursor), /* pasted= */ false)
            instanceof Completeness.Incomplete(int here)
        ? here
        : 0;
  }

  private static String word(String before) {
    if (before.startsWith(":")) {
      return before.substring(before.lastIndexOf(' ') + 1);
    }
    String line = before.substring(before.lastIndexOf('\n') + 1);
    Matcher string = IN_STRING.matcher(line);
    long quotes = line.chars().filter(c -> c == '"' || c == '\'').count();
    if (quotes % 2 == 1 && string.find()) {
      return string.group(1);
    }
    Matcher word = WORD.matcher(line);
    return word.find() ? word.group() : "";
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  @Override
  public boolean validCommandName(String name) {
    return true;
  }

  /** A line with the word that is to be completed. */
  private record Completed(String line, int cursor, String word) implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate; // nothing needs quotes
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
