package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code :timeit}. */
@Command(
    name = TimeitCommand.NAME,
    description = {
      "Evaluates a line again and again, and says how long one time takes: the best of five",
      "runs of as many loops as take 0.2 s. A coroutine is awaited."
    },
    footer = {"", "Examples:", "  :timeit sorted(items)", "  :timeit await GenServer.call(s, 1)"})
public final class TimeitCommand extends SessionCommand {
  /** The name of the command. */
  public static final String NAME = ":timeit";

  @Parameters(paramLabel = "EXPR", description = "Python: an expression or a statement.")
  private String text = "";

  TimeitCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    return evaluate("timeit", text);
  }
}
