package io.rebeam.commands.node;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.commands.process.ProcessJson;
import io.rebeam.process.RegisteredProcess;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :regs}: the registered names. */
@Command(
    name = ":regs",
    description = "Lists the registered names and the processes that hold them.",
    footer = {"", "Examples:", "  :regs", "  :regs -n 10"})
public final class RegsCommand implements InspectionCommand {
  private static final List<Column<RegisteredProcess>> COLUMNS =
      List.of(
          new Column<>("name", entry -> Cell.text(entry.name(), Style.NAME)),
          new Column<>("pid", entry -> Cell.text(entry.process().pid().toString(), Style.PID)),
          new Column<>("state", entry -> Cell.text(entry.process().status().word())),
          new Column<>("mq", entry -> Cell.number(entry.process().messageQueueLength())),
          new Column<>("since", entry -> Cell.quantity(Elapsed.compact(entry.since()))),
          new Column<>("at", entry -> Cell.text(entry.process().where())));

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  RegsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.show(table(Shown.of(context.node().registered(), limit.rows(output))));
    return ExitCodes.OK;
  }

  public static Table<RegisteredProcess> table(Shown<RegisteredProcess> entries) {
    JsonObject json =
        JsonObject.document("regs")
            .put("total", entries.total())
            .put("names", entries.map(RegsCommand::json).rows());
    return new Table<>(
        COLUMNS, entries.rows(), entries.count("name", "names") + entries.hint(), json);
  }

  private static JsonObject json(RegisteredProcess entry) {
    return ProcessJson.addSummary(new JsonObject().put("name", entry.name()), entry.process())
        .put("since_ms", entry.since().toMillis());
  }
}
