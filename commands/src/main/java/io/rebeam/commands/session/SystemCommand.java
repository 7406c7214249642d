package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
public final class SystemCommand implements Callable<Integer> {
  /** The name of the command. */
  public static final String NAME = ":!";

  private final CommandContext context;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "CMD",
      description = "A command with its arguments, to the end of the line.")
  private String text = "";

  SystemCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.evaluations().accept(PythonCall.command("system", text));
    return ExitCodes.OK;
  }
}
