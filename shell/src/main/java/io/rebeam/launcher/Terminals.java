package io.rebeam.launcher;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** Terminals: whether there is one, and opening it. */
final class Terminals {
  private Terminals() {}

  static boolean stdinIsTerminal() {
    return isTerminal(SystemStream.Input);
  }

  static boolean stdoutIsTerminal() {
    return isTerminal(SystemStream.Output);
  }

  private static boolean isTerminal(SystemStream stream) {
    try {
      return TerminalProvider.load("ffm").isSystemStream(stream);
    } catch (IOException | RuntimeException | LinkageError _) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  /** The terminal of the session; a dumb one where there is no real one. */
  static Terminal open() throws IOException {
    return TerminalBuilder.builder()
        .system(true)
        .dumb(true)
        .nativeSignals(true)
        .signalHandler(Terminal.SignalHandler.SIG_IGN)
        .build();
  }
}
