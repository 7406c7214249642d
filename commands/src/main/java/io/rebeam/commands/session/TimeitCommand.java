package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :timeit}. */
@Command(
    name = TimeitCommand.NAME,
    description = {
      "Evaluates a line again and again, and says how long one time takes: the best of five",
      "runs of as many loops as take 0.2 s. A coroutine is awaited."
    },
    footer = {"", "Examples:", "  :timeit sorted(items)", "  :timeit await GenServer.call(s, 1)"})
public final class TimeitCommand implements Callable<Integer> {
  /** The name of the command. */
  public static final String NAME = ":timeit";

  private final CommandContext context;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private HelpOption help = new HelpOption();

  @Parameters(paramLabel = "EXPR", description = "Python: an expression or a statement.")
  private String text = "";

  TimeitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.evaluations().accept(PythonCall.command("timeit", text));
    return ExitCodes.OK;
  }
}
