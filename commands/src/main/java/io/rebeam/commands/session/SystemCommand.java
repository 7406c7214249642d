package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code :!}. */
@Command(
    name = SystemCommand.NAME,
    description = {
      "Runs a command in the system's shell. It has the terminal until it ends. A line '!CMD'",
      "does the same."
    },
    footer = {"", "Examples:", "  :! git status", "  !ls -l | less"})
@OnFirstScreen(
    group = HelpGroup.SESSION,
    example = "!ls -l",
    text = "a program of the system; also :cd, :pwd, :ls")
public final class SystemCommand extends SessionCommand {
  /** The name of the command. */
  public static final String NAME = ":!";

  @Parameters(
      paramLabel = "CMD",
      description = "A command with its arguments, to the end of the line.")
  private String text = "";

  SystemCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    return evaluate("system", text);
  }
}
