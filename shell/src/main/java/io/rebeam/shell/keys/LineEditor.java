package io.rebeam.shell.keys;

import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's editor with the keys of {@link EditorKeys}, with each line end in a paste as one line
 * feed, and with wide characters up to the right margin.
 */
public final class LineEditor extends LineReaderImpl {
  private LineEditor(Terminal terminal) {
    super(terminal, "rebeam", null);
    option(Option.DISABLE_EVENT_EXPANSION, true);
  }

  /** A new editor, on a terminal that is not in raw mode. */
  public static LineEditor on(Terminal terminal) {
    var editor = new LineEditor(terminal);
    EditorKeys.install(editor);
    return editor;
  }

  @Override
  public boolean beginPaste() {
    String pasted = doReadStringUntil(BRACKETED_PASTE_END);
    regionActive = RegionType.PASTE;
    regionMark = buf.cursor();
    buf.write(pasted.replace("\r\n", "\n").replace('\r', '\n'));
    return true;
  }

  /** JLine makes a display for each line, and for each size of the window. */
  @Override
  protected void redisplay(boolean flush) {
    if (!(display instanceof WideDisplay)) {
      useNewDisplay();
    }
    super.redisplay(flush);
  }

  /** Draws the line at the cursor, after other output on the screen. */
  void drawAnew() {
    size.copy(terminal.getBufferSize());
    useNewDisplay();
    terminal.puts(Capability.carriage_return);
    redisplay();
  }

  private void useNewDisplay() {
    display = new WideDisplay(terminal);
    display.resize(size.getRows(), size.getColumns());
  }
}
