package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import picocli.CommandLine.Command;
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
public final class TimeCommand extends SessionCommand {
  /** The name of the command. */
  public static final String NAME = ":time";

  @Parameters(paramLabel = "EXPR", description = "Python: an expression or a statement.")
  private String text = "";

  TimeCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    return evaluate("time", text);
  }
}
