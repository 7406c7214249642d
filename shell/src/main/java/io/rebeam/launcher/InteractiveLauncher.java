package io.rebeam.launcher;

import io.rebeam.commands.cli.LaunchOptions;
import io.rebeam.node.PythonSettings;
import io.rebeam.render.OutputMode;
import io.rebeam.shell.Shell;
import io.rebeam.shell.ShellOptions;
import io.rebeam.shell.Startup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.Signals;

/** Opens the terminal, runs the shell on it, and restores it. */
final class InteractiveLauncher {
  private final LaunchOptions options;
  private final PythonSettings python;

  InteractiveLauncher(LaunchOptions options, PythonSettings python) {
    this.options = options;
    this.python = python;
  }

  int run(List<Startup> startup, List<String> argv, String programPath) throws IOException {
    Terminal terminal = Terminals.open();
    Shutdown.atAnyEnd(() -> close(terminal));
    ShellOptions.Style style = Terminals.style(terminal);
    if (style != ShellOptions.Style.EDITED) { // a dumb terminal does not handle signals
      Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
    }
    boolean real = Terminals.stdoutIsTerminal();
    ShellOptions shellOptions =
        new ShellOptions(
            argv,
            programPath,
            options.path().stream().map(Path::toString).toList(),
            options.quiet() || style == ShellOptions.Style.ECHOED || !real,
            options.debug(),
            style,
            Directories.state().resolve("history"),
            options.limits(),
            Shutdown.program(),
            python);
    Shutdown.program().signals().handledElsewhere("INT"); // by the terminal
    Shell shell =
        new Shell(
            shellOptions,
            terminal,
            () -> OutputMode.of(options.color(), System.getenv(), real, terminal.getWidth()),
            Installation.pythonLibrary());
    Shutdown.atEnd(shell::end);
    return shell.run(startup);
  }

  private static void close(Terminal terminal) {
    try {
      terminal.close();
    } catch (IOException _) {
      // the terminal is gone
    }
  }
}
