package io.rebeam.commands.otp;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.ProcessCommand;
import io.rebeam.commands.Shown;
import io.rebeam.commands.TimeSpan;
import io.rebeam.error.BadArgumentException;
import io.rebeam.inspect.ServerState;
import io.rebeam.inspect.ServerState.Attribute;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.render.Cell;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import io.rebeam.render.View;
import io.rebeam.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code :state}: the state of a server. */
@Command(
    name = ":state",
    description = {
      "Shows the state of a server, as its format_status has it: the attributes and",
      "their values. The server answers between two messages; when it does not within",
      "the time, nothing is shown, and the answer is dropped when it comes. A process",
      "that is not a server gets no request."
    },
    footer = {
      "",
      "Examples:",
      "  :state counter",
      "  :state counter --full --wait 10s",
      "  :watch :state counter"
    })
public final class StateCommand extends ProcessCommand implements InspectionCommand {
  private static final Duration MAX_WAIT = Duration.ofHours(1);

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
    super(context);
  }

  @Override
  public Integer call() {
    try {
      return super.call();
    } catch (CancellationException _) {
      return ExitCodes.INTERRUPTED;
    }
  }

  @Override
  protected void check() {
    if (wait.isZero() || wait.compareTo(MAX_WAIT) > 0) {
      throw new BadArgumentException("--wait takes more than 0 and at most 1h");
    }
  }

  @Override
  protected View answer(Node node, Pid pid) {
    ServerState state = node.servers().state(pid, wait, full);
    String name = node.names(pid).map(ProcessNames::display).orElse("");
    return report(state, name, full);
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
