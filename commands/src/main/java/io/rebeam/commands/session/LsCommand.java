package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code :ls}: lists a folder. */
@Command(
    name = ":ls",
    description = {"Lists a folder: one name a line, folders with a slash, no hidden files."},
    footer = {"", "Examples:", "  :ls", "  :ls ~/project"})
public final class LsCommand extends SessionCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder (default: the current one).")
  private String folder = ".";

  LsCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    return writeAnswer("ls", List.of(folder));
  }
}
