package io.rebeam.commands.otp;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.form.OtpForms;
import io.rebeam.inspect.TableView;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :tables}: the shared tables. */
@Command(
    name = ":tables",
    description = {
      "Lists the tables that processes share (Table): name, type, access, how many",
      "values they have, the process that they end with, and who gets them then."
    },
    footer = {"", "Examples:", "  :tables", "  :tables -n 10"})
public final class TablesCommand implements InspectionCommand {
  private static final List<Column<TableView>> COLUMNS =
      List.of(
          new Column<>("id", table -> Cell.number(table.id())),
          new Column<>(
              "name", table -> Cell.text(Objects.requireNonNullElse(table.name(), ""), Style.NAME)),
          new Column<>("size", table -> Cell.number(table.size())),
          new Column<>("type", table -> Cell.text(table.kind())),
          new Column<>("access", table -> Cell.text(table.access())),
          new Column<>("owner", table -> Cell.text(PeerRows.text(table.owner()))),
          new Column<>("heir", table -> heir(table.heir())));

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  TablesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.show(table(Shown.of(context.node().inspector().otp().tables(), limit.rows(output))));
    return ExitCodes.OK;
  }

  private static Cell heir(@Nullable Peer heir) {
    return Cell.text(heir == null ? "" : PeerRows.text(heir));
  }

  static Table<TableView> table(Shown<TableView> tables) {
    JsonObject json =
        JsonObject.document("tables")
            .put("total", tables.total())
            .put("tables", JsonObject.list(OtpForms.TABLE, tables.rows()));
    return new Table<>(
        COLUMNS, tables.rows(), tables.count("table", "tables") + tables.hint(), json);
  }
}
