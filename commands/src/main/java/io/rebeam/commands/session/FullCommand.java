package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :full}: the last value without the limits of the prompt. */
@Command(
    name = ":full",
    description = "Shows the last value, up to a million characters; print(_) writes all of it.",
    footer = {"", "Examples:", "  :full", "  :full > value.txt"})
public final class FullCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  FullCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.show(SessionText.view("full", context.session().fullLastValue(), "no value yet"));
    return ExitCodes.OK;
  }
}
