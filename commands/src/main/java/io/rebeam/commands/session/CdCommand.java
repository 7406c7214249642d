package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code :cd}: changes the current folder. */
@Command(
    name = ":cd",
    description = {"Changes the current folder, as os.chdir() does, and shows it."},
    footer = {"", "Examples:", "  :cd ~/project", "  :cd"})
public final class CdCommand extends SessionCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "~",
      description = "The new folder (default: the home folder).")
  private String folder = "~";

  CdCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    return writeAnswer("cd", List.of(folder));
  }
}
