package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :vars}: the variables of the session. */
@Command(
    name = ":vars",
    description = {"Lists the variables of this session: type, length and value, within limits."},
    footer = {"", "Examples:", "  :vars", "  :vars data_*"})
@OnFirstScreen(
    group = HelpGroup.SESSION,
    example = ":vars",
    text = "the variables; ':forget x' drops one")
public final class VarsCommand implements Callable<Integer> {
  private static final int VALUE_WIDTH = 60;
  private static final List<Column<Variable>> COLUMNS =
      List.of(
          new Column<>("name", variable -> Cell.text(variable.name(), Style.NAME)),
          new Column<>("type", variable -> Cell.text(variable.type())),
          new Column<>("size", variable -> Cell.quantity(variable.size())),
          new Column<>("value", VALUE_WIDTH, variable -> Cell.text(variable.value())));

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Only names that match it: '*' stands for any text, '?' for one letter.")
  private @Nullable String pattern;

  VarsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<String> arguments = pattern == null ? List.of() : List.of(pattern);
    List<Variable> all =
        context.session().request("vars", arguments).stream().map(Variable::of).toList();
    Shown<Variable> variables = Shown.of(all, limit.rows(output));
    JsonObject json =
        JsonObject.document("vars")
            .put("total", variables.total())
            .put("variables", variables.map(Variable::json).rows());
    output.show(
        new Table<>(
            COLUMNS,
            variables.rows(),
            variables.count("variable", "variables") + variables.hint(),
            json));
    return ExitCodes.OK;
  }
}
