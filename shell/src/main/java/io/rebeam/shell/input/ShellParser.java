package io.rebeam.shell.input;

import io.rebeam.shell.input.Completeness.Incomplete;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * The line reader's view of the input: when it may be accepted, and which word is completed.
 *
 * <p>The number of open brackets an {@link EOFError} tells is the indentation to suggest; the line
 * reader inserts it if its variable {@code indentation} is 1.
 */
public final class ShellParser implements Parser {
  private volatile boolean pasted;

  /** Tells whether the text now being entered was pasted; the next line has to be told anew. */
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
