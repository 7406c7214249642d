package io.rebeam.shell.input;

import io.rebeam.shell.input.Completeness.Incomplete;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * The parser of the line reader: whether the input is complete, and which word is completed.
 *
 * <p>The number of open brackets in an {@link EOFError} is the suggested indentation; the line
 * reader inserts it if its variable {@code indentation} is 1.
 */
public final class ShellParser implements Parser {
  private volatile boolean pasted;

  /** Sets whether the current text was pasted. Valid for one line. */
  public void setPasted(boolean pasted) {
    this.pasted = pasted;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE
        && PythonInput.check(line, pasted) instanceof Incomplete incomplete) {
      throw new EOFError(-1, cursor, "Incomplete input", "", incomplete.indent(), null);
    }
    return ShellLine.of(line, cursor);
  }

  @Override
  public boolean isEscapeChar(char ch) {
    return false;
  }
}
