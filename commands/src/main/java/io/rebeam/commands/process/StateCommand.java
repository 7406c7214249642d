package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessArgument;
import io.rebeam.commands.Shown;
import io.rebeam.commands.TimeSpan;
import io.rebeam.error.BadArgumentException;
import io.rebeam.inspect.ServerState;
import io.rebeam.inspect.ServerState.Attribute;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.render.Cell;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import io.rebeam.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code :state}: the state of a server. */
@Command(
    name = ":state",
    description = {
      "Shows the state of a server, as its format_status has it: the attributes and",
      "their values. The server answers between two messages; when it does not within",
      "the time, nothing is shown, and the answer is dropped when it comes. A process",
      "that is no server is not asked."
    },
    footer = {
      "",
      "Examples:",
      "  :state counter",
      "  :state counter --full --wait 10s",
      "  :watch :state counter"
    })
public final class StateCommand implements InspectionCommand {
  private static final Duration MAX_WAIT = Duration.ofHours(1);

  private final CommandContext context;

  @Mixin private final OutputOptions output;

  @Mixin private final ProcessArgument process;

  @Option(
      names = {"-w", "--wait"},
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeSpan.class,
      description = "How long to wait, as 500ms or 10s (default: ${DEFAULT-VALUE}).")
  private Duration wait = Duration.ofSeconds(1);

  @Option(names = "--full", description = "Whole values, a million characters each at most.")
  private boolean full;

  StateCommand(CommandContext context) {
    this.context = context;
    this.output = new OutputOptions(context);
    this.process = new ProcessArgument(context);
  }

  @Override
  public Integer call() {
    if (wait.isZero() || wait.compareTo(MAX_WAIT) > 0) {
      throw new BadArgumentException("--wait takes more than 0 and at most 1h");
    }
    Pid pid = process.pid();
    try {
      ServerState state = context.node().servers().state(pid, wait, full);
      String name = context.node().names(pid).map(ProcessNames::display).orElse("");
      output.show(report(state, name, full));
      return ExitCodes.OK;
    } catch (CancellationException _) {
      return ExitCodes.INTERRUPTED;
    }
  }

  static Report report(ServerState state, String name, boolean full) {
    String title =
        "%s %s: %s%s"
            .formatted(
                state.pid(),
                Printable.line(name),
                Printable.line(state.serverClass()),
                state.suspended() ? ", suspended" : "");
    List<List<Cell>> rows = new ArrayList<>();
    state.attributes().forEach(attribute -> rows.add(row(attribute)));
    if (state.leftOut() > 0) {
      rows.add(List.of(Shown.more(state.leftOut())));
    }
    return new Report(title, List.of(new Section("State", rows, full)), json(state));
  }

  private static List<Cell> row(Attribute attribute) {
    Cell value = Cell.text(Printable.line(attribute.text()));
    return attribute.name().isEmpty()
        ? List.of(value)
        : List.of(Cell.text(Printable.line(attribute.name()), Style.NAME), value);
  }

  private static JsonObject json(ServerState state) {
    return JsonObject.document("state")
        .put("pid", state.pid().toString())
        .put("server_class", state.serverClass())
        .put("suspended", state.suspended())
        .put(
            "attributes",
            state.attributes().stream()
                .map(
                    attribute ->
                        new JsonObject()
                            .putText("name", attribute.name())
                            .put("repr", attribute.text()))
                .toList())
        .put("left_out", state.leftOut());
  }
}
