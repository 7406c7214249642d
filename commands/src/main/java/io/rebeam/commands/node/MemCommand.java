package io.rebeam.commands.node;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.error.BadArgumentException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code :mem}: the use of memory. */
@Command(
    name = ":mem",
    description = {
      "Shows the memory of the JVM, what processes and mailboxes take of it, and the",
      "largest processes. What processes take is an estimate from their coroutines",
      "and a few of their messages; what their variables hold is not counted."
    },
    footer = {"", "Examples:", "  :mem", "  :mem --top 20", "  :mem --json"})
public final class MemCommand implements InspectionCommand {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Option(
      names = {"-t", "--top"},
      paramLabel = "N",
      defaultValue = "5",
      description = "Show the N largest processes (default: ${DEFAULT-VALUE}).")
  private int top;

  MemCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (top < 0) {
      throw new BadArgumentException("--top cannot be negative: " + top);
    }
    output.show(MemoryReport.of(context.node().inspector().memory(top)));
    return ExitCodes.OK;
  }
}
