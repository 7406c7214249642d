package io.rebeam.commands.history;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.history.EndedProcess;
import io.rebeam.history.History;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.render.View;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :dead}: the processes that have ended. */
@Command(
    name = ":dead",
    description = {
      "Lists the last processes that have ended, the latest at the bottom;",
      "with PID, shows one of them in full. The node keeps the last 1000."
    },
    footer = {
      "",
      "Columns: ended (how long ago), pid, name, reason, by (the cause of the end:",
      "itself, a linked process, a signal of a process, a signal from outside,",
      "the runtime), lived, mq (messages left in its mailbox, now lost).",
      "",
      "Examples:",
      "  :dead",
      "  :dead worker --abnormal",
      "  :dead --reason KeyError -n 5",
      "  :dead 42"
    })
public final class DeadCommand implements InspectionCommand {
  /** The number of rows on a screen without {@code -n}. */
  private static final int MAX_ROWS_ON_SCREEN = 20;

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|TEXT",
      defaultValue = "",
      description = {
        "A pid or its number: that process alone.",
        "Else only processes in whose pid, name or reason TEXT occurs."
      })
  private String text = "";

  @Option(
      names = {"-r", "--reason"},
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only ends in whose reason TEXT occurs.")
  private String reason = "";

  @Option(
      names = {"-a", "--abnormal"},
      description = "Only ends that are neither normal nor a shutdown.")
  private boolean abnormal;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "At most N ends, the latest; 0 for all. A screen gets 20 by default.")
  private @Nullable Integer limit;

  DeadCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit != null && limit < 0) {
      throw new BadArgumentException("a number of ends cannot be negative: " + limit);
    }
    Node node = context.node();
    Optional<Pid> pid = Pid.parse(text).or(() -> number(text));
    output.show(pid.isPresent() ? report(node, pid.get()) : table(node.history()));
    return ExitCodes.OK;
  }

  private static Optional<Pid> number(String text) {
    return text.matches("[1-9]\\d{0,17}")
        ? Optional.of(new Pid(Long.parseLong(text)))
        : Optional.empty();
  }

  private static View report(Node node, Pid pid) {
    Optional<EndedProcess> end = node.history().ended(pid);
    if (end.isEmpty()) {
      node.resolve(pid.toString()); // throws for a pid that was never used
      throw new NoSuchProcessException(
          "process %s is alive; ':info %d' shows it".formatted(pid, pid.serial()));
    }
    return DeadReport.of(end.get(), node.history().logOf(pid));
  }

  private View table(History history) {
    List<EndedProcess> all = history.ended();
    int rows = limit == null && !output.isForScreen() ? 0 : screenRows();
    return DeadTable.of(
        all, new DeadTable.Query(text, reason, abnormal, rows), history.endedTotal());
  }

  private int screenRows() {
    return limit == null ? MAX_ROWS_ON_SCREEN : limit;
  }
}
