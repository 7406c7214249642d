package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :quit}: leaves the session. */
@Command(
    name = ":quit",
    aliases = {":q", ":exit"},
    description = "Leaves rebeam.",
    footer = {"", "Examples:", "  :q", "  :q 3"})
public final class QuitCommand implements Callable<Integer> {
  private static final int MAX_EXIT_CODE = 0xFF;

  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      defaultValue = "0",
      description = "The exit code of the program (default: ${DEFAULT-VALUE}).")
  private int code;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private boolean help;

  QuitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.leave().accept(code & MAX_EXIT_CODE);
    return ExitCodes.OK;
  }
}
