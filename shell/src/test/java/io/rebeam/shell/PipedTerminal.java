package io.rebeam.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A terminal of 80 columns by 24 lines whose keys a test presses and whose screen it reads. */
public final class PipedTerminal {
  private PipedTerminal() {}

  /**
   * Opens one.
   *
   * @param keys what is written here is typed
   * @param screen gets what is shown
   */
  public static Terminal open(PipedOutputStream keys, OutputStream screen) throws IOException {
    return TerminalBuilder.builder()
        .system(false)
        .type("xterm")
        .size(new Size(80, 24))
        .streams(new PipedInputStream(keys), screen)
        .build();
  }
}
