package io.rebeam.shell.keys;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import org.jline.reader.MaskingCallback;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * JLine's editor with the keys of {@link EditorKeys}, with each line end in a paste as one line
 * feed, with wide characters up to the right margin, and with a Ctrl-C that is typed right after a
 * line.
 */
public final class LineEditor extends LineReaderImpl {
  /** Standard input, for the number of characters that can be read from it. Never closed. */
  private static final FileInputStream TYPED = new FileInputStream(FileDescriptor.in);

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

  /**
   * {@inheritDoc}
   *
   * <p>While the editor has the terminal, Ctrl-C is a character. One that is typed after the line
   * and before the terminal has its usual settings again is raised as the signal that it stands
   * for, to the handler that was there before.
   */
  @Override
  public @Nullable String readLine(
      @Nullable String prompt,
      @Nullable String rightPrompt,
      @Nullable MaskingCallback mask,
      @Nullable String buffer) {
    String line = super.readLine(prompt, rightPrompt, mask, buffer);
    int interrupt = terminal.getAttributes().getControlChar(ControlChar.VINTR);
    if (hasTyped() && peekCharacter(1) == interrupt) {
      int _ = readCharacter();
      terminal.raise(Terminal.Signal.INT);
    }
    return line;
  }

  private static boolean hasTyped() {
    try {
      return TYPED.available() > 0;
    } catch (IOException _) {
      return false;
    }
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
