package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
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
    footer = {"", "Example:", "  :regs"})
@OnFirstScreen(group = HelpGroup.LOOK, example = ":regs", text = "registered names")
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

  @Mixin private final OutputOptions output;

  RegsCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
  }

  @Override
  public Integer call() {
    output.show(table(context.node().registered()));
    return ExitCodes.OK;
  }

  static Table<RegisteredProcess> table(List<RegisteredProcess> entries) {
    String footer = entries.size() == 1 ? "1 name" : entries.size() + " names";
    JsonObject json =
        JsonObject.document("regs").put("names", entries.stream().map(RegsCommand::json).toList());
    return new Table<>(COLUMNS, entries, footer, json);
  }

  private static JsonObject json(RegisteredProcess entry) {
    return ProcessJson.addSummary(new JsonObject().put("name", entry.name()), entry.process())
        .put("since_ms", entry.since().toMillis());
  }
}
