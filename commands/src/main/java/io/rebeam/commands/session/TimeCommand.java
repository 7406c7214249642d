package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :time}. */
@Command(
    name = TimeCommand.NAME,
    description = {
      "Evaluates a line as a cell would and says how long that took. The value is shown, but",
      "not kept as _."
    },
    footer = {
      "",
      "Examples:",
      "  :time sum(range(10**7))",
      "  :time await receive(timeout=1)",
      "  :time x = load()"
    })
@OnFirstScreen(
    group = HelpGroup.SESSION,
    example = ":time f(3)",
    text = "how long it takes; ':timeit f(3)' repeats it")
public final class TimeCommand implements Callable<Integer> {
  /** The name of the command. */
  public static final String NAME = ":time";

  private final CommandContext context;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private HelpOption help = new HelpOption();

  @Parameters(paramLabel = "EXPR", description = "Python: an expression or a statement.")
  private String text = "";

  TimeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.evaluations().accept(PythonCall.command("time", text));
    return ExitCodes.OK;
  }
}
