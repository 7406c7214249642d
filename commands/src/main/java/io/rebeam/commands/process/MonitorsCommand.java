package io.rebeam.commands.process;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.ProcessCommand;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.form.ProcessForms;
import io.rebeam.form.Ref;
import io.rebeam.inspect.MonitorList;
import io.rebeam.inspect.MonitorView;
import io.rebeam.node.Node;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import io.rebeam.render.View;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :monitors}: the monitors of a process, both ways. */
@Command(
    name = ":monitors",
    description = "Lists what a process monitors and who monitors it, one line a monitor.",
    footer = {
      "",
      "Examples:",
      "  :monitors counter",
      "  :monitors 42 -n 0",
      "  :monitors 42 --json"
    })
public final class MonitorsCommand extends ProcessCommand implements InspectionCommand {
  private static final List<Column<MonitorView>> COLUMNS =
      List.of(
          new Column<>("relation", monitor -> Cell.text(relation(monitor))),
          new Column<>("pid", MonitorsCommand::pid),
          new Column<>("name", MonitorsCommand::name),
          new Column<>("ref", monitor -> Cell.text(ref(monitor))),
          new Column<>("by", monitor -> Cell.text(monitor.name() == null ? "pid" : "name")));

  @Mixin private RowLimit limit;

  MonitorsCommand(CommandContext context) {
    super(context);
  }

  @Override
  protected View answer(Node node, Pid pid) {
    return table(pid, LiveProcesses.monitors(node, pid, limit.rows(output())));
  }

  static Table<MonitorView> table(Pid pid, MonitorList list) {
    var shown = new Shown<>(list.monitors(), list.outgoing() + list.incoming());
    String count =
        shown.hidden() == 0
            ? ""
            : "; the first %d are shown%s".formatted(shown.rows().size(), shown.hint());
    String footer =
        "%s monitors %d, is monitored by %d%s"
            .formatted(pid, list.outgoing(), list.incoming(), count);
    return new Table<>(
        COLUMNS,
        shown.rows(),
        footer,
        JsonObject.document("monitors")
            .put("pid", pid.toString())
            .put("outgoing", list.outgoing())
            .put("incoming", list.incoming())
            .put("monitors", JsonObject.list(ProcessForms.MONITOR, shown.rows())));
  }

  private static String relation(MonitorView monitor) {
    return monitor.outgoing() ? "monitors" : "monitored by";
  }

  private static Cell pid(MonitorView monitor) {
    Peer peer = monitor.peer();
    return peer == null ? Cell.text("") : Cell.text(peer.pid().toString(), Style.PID);
  }

  private static Cell name(MonitorView monitor) {
    Peer peer = monitor.peer();
    @Nullable String name = monitor.name();
    if (name == null) {
      name = peer == null ? "" : peer.name();
    }
    return name.isEmpty() ? Cell.text("dead", Style.FAINT) : Cell.text(name, Style.NAME);
  }

  private static String ref(MonitorView monitor) {
    return new Ref(monitor.ref()).toString();
  }
}
