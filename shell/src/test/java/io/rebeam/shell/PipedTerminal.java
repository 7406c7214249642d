package io.rebeam.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A terminal of 80 columns by 24 lines, on which a test presses keys and reads the screen. */
public final class PipedTerminal {
  private PipedTerminal() {}

  /**
   * Opens a terminal.
   *
   * @param keys the stream of typed keys
   * @param screen receives the output
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
