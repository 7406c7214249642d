package io.rebeam.commands.node;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :sched}: the load of the schedulers. */
@Command(
    name = ":sched",
    description = {
      "Shows what the schedulers did in the last second: load, run queue, the",
      "longest slice, threads, the processes that ran most, and a verdict. It is",
      "sampled all the time, so there is nothing to wait for. A thread that",
      "'waits' ran a process, but waited for the interpreter lock or in a call."
    },
    footer = {"", "Examples:", "  :sched", "  :sched --json"})
public final class SchedCommand implements InspectionCommand {
  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  SchedCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.show(LoadReport.of(context.node().inspector().load(), limit.rows(output)));
    return ExitCodes.OK;
  }
}
