package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code :pwd}: the current folder. */
@Command(
    name = ":pwd",
    description = {"Shows the current folder, as os.getcwd() does."},
    footer = {"", "Example:", "  :pwd"})
public final class PwdCommand extends SessionCommand {
  PwdCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    return writeAnswer("pwd", List.of());
  }
}
