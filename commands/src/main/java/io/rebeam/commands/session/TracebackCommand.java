package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :tb}: the last error's whole traceback. */
@Command(
    name = ":tb",
    description = "Shows the whole traceback of the last error, the runtime's frames included.",
    footer = {"", "Example:", "  :tb"})
@OnFirstScreen(
    group = HelpGroup.SESSION,
    example = ":tb",
    text = "the last error's traceback; :full the last value")
public final class TracebackCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  TracebackCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.show(SessionText.view("tb", context.session().lastTraceback(), "no error yet"));
    return ExitCodes.OK;
  }
}
