package io.rebeam.launcher;

import io.rebeam.shell.ShellOptions;
import java.io.IOException;
import java.util.logging.Logger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** Opens the terminal, and tests whether there is one. */
final class Terminals {
  /** Kept in a field, since Java drops the settings of a logger without references. */
  private static final Logger LIBRARY_LOG = Logger.getLogger("org.jline");

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

  /** The terminal of the session; a dumb terminal where there is no other. */
  static Terminal open() throws IOException {
    LIBRARY_LOG.setFilter(_ -> false); // it logs an unknown TERM with a stack
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .systemOutput(TerminalBuilder.SystemOutput.ForcedSysOut)
            .dumb(true)
            .nativeSignals(true)
            .signalHandler(Terminal.SignalHandler.SIG_IGN)
            .build();
    if (style(terminal) == ShellOptions.Style.EDITED) {
      // Echo is off, since the prompt shows the keys typed while a cell ran when it reads them.
      Attributes attributes = terminal.getAttributes();
      attributes.setLocalFlag(Attributes.LocalFlag.ECHO, false);
      terminal.setAttributes(attributes);
    }
    return terminal;
  }

  /** The way of reading lines from a terminal. */
  static ShellOptions.Style style(Terminal terminal) {
    if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      return ShellOptions.Style.EDITED;
    }
    return stdinIsTerminal() ? ShellOptions.Style.PLAIN : ShellOptions.Style.ECHOED;
  }
}
