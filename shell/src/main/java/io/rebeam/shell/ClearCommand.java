package io.rebeam.shell;

import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code :clear}: clears the screen; no effect on a terminal that cannot do so. */
@Command(
    name = ":clear",
    description = "Clears the screen.",
    footer = {"", "Example:", "  :clear"})
final class ClearCommand implements Runnable {
  private final Terminal terminal;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  ClearCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.puts(InfoCmp.Capability.clear_screen);
    terminal.flush();
  }
}
