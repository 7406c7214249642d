package io.rebeam.shell;

import io.rebeam.shell.keys.LineEditor;
import io.rebeam.shell.output.ScreenOutput;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The answers to a program's {@code input()}, typed with the line editor. */
final class EditorLines implements StandardInput.Lines {
  /** JLine's mask for characters that are not shown. */
  private static final Character NOTHING = '\0';

  private final Terminal terminal;
  private final ScreenOutput output;
  private @Nullable LineReader reader;

  EditorLines(Terminal terminal, ScreenOutput output) {
    this.terminal = terminal;
    this.output = output;
  }

  @Override
  public @Nullable String read(@Nullable String hiddenQuestion) throws InterruptedException {
    // The question may be on the screen; the editor writes it again, at the same place.
    String question = output.takeUnfinishedLine() + (hiddenQuestion == null ? "" : hiddenQuestion);
    Character mask = hiddenQuestion == null ? null : NOTHING;
    LineReader editor = editor();
    terminal.writer().print('\r');
    output.editingBegins(editor);
    try {
      return editor.readLine(question, mask);
    } catch (UserInterruptException _) {
      throw new InterruptedException();
    } catch (EndOfFileException _) {
      return null;
    } finally {
      output.editingEnds();
    }
  }

  private LineReader editor() {
    LineReader editor = reader;
    if (editor == null) {
      editor = LineEditor.on(terminal);
      editor.setVariable(LineReader.DISABLE_HISTORY, true);
      reader = editor;
    }
    return editor;
  }
}
