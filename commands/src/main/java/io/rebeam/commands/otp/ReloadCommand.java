package io.rebeam.commands.otp;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.Shown;
import io.rebeam.commands.TimeSpan;
import io.rebeam.error.BadArgumentException;
import io.rebeam.inspect.Reloaded;
import io.rebeam.inspect.Reloaded.Outcome;
import io.rebeam.inspect.Reloaded.Server;
import io.rebeam.node.Node;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import io.rebeam.render.TextAnswer;
import io.rebeam.render.View;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :reload}: a module is imported again, and its servers move to the new code. */
@Command(
    name = ":reload",
    description = {
      "Imports a module again and lists the servers that still run its old classes.",
      "What is started from now on, by a supervisor too, is of the new ones. With",
      "--change the servers move over: all are suspended, changed by code_change of",
      "their new class, and go on, with their state and their messages. When the",
      "import fails, or a server's change, the old code runs on."
    },
    footer = {"", "Examples:", "  :reload shop", "  :reload shop.orders --change"})
public final class ReloadCommand implements Callable<Integer> {
  private static final Duration MAX_WAIT = Duration.ofHours(1);
  private static final int MAX_ROWS_ON_SCREEN = 100;

  private static final List<Column<Server>> COLUMNS =
      List.of(
          new Column<>("pid", server -> Cell.text(server.pid().toString(), Style.PID)),
          new Column<>("name", server -> Cell.text(server.name(), Style.NAME)),
          new Column<>("class", server -> Cell.text(server.serverClass())),
          new Column<>("code", server -> outcome(server.outcome())),
          new Column<>("why", server -> Cell.text(server.detail())));

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Parameters(
      index = "0",
      paramLabel = "MODULE",
      completionCandidates = Modules.class,
      description = "The name of a module that has been imported.")
  private String module = "";

  @Option(
      names = {"-c", "--change"},
      description = "Move the servers that run to their new classes.")
  private boolean change;

  @Option(
      names = {"-w", "--wait"},
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = TimeSpan.class,
      description = "How long each server may take (default: ${DEFAULT-VALUE}).")
  private Duration wait = Duration.ofSeconds(5);

  ReloadCommand(CommandContext context) {
    this.context = context;
  }

  /** The modules that define servers. */
  static final class Modules implements Iterable<String> {
    private final CommandContext context;

    Modules(CommandContext context) {
      this.context = context;
    }

    @Override
    public Iterator<String> iterator() {
      return context
          .nodeIfStarted()
          .map(Node::inspector)
          .map(inspector -> inspector.otp().serverModules())
          .orElse(List.of())
          .iterator();
    }
  }

  @Override
  public Integer call() {
    if (wait.isZero() || wait.compareTo(MAX_WAIT) > 0) {
      throw new BadArgumentException("--wait takes more than 0 and at most 1h");
    }
    try {
      Reloaded reloaded = context.node().servers().reload(module, change, wait);
      output.show(view(reloaded, change, output.isForScreen() ? MAX_ROWS_ON_SCREEN : 0));
      boolean all =
          reloaded.servers().stream().allMatch(server -> server.outcome() == Outcome.CHANGED);
      return change && !all ? ExitCodes.FAILURE : ExitCodes.OK;
    } catch (CancellationException _) {
      return ExitCodes.INTERRUPTED;
    }
  }

  private static Cell outcome(Outcome outcome) {
    return switch (outcome) {
      case OLD -> Cell.text("old", Style.WARNING);
      case CHANGED -> Cell.text("new");
      case FAILED -> Cell.text("old, failed", Style.ERROR);
    };
  }

  static View view(Reloaded reloaded, boolean change, int limit) {
    String done = "reloaded " + reloaded.module();
    Shown<Server> servers = Shown.of(reloaded.servers(), limit);
    JsonObject json =
        JsonObject.document("reload")
            .put("module", reloaded.module())
            .putText("file", reloaded.file())
            .put("total", servers.total())
            .put("servers", servers.map(ReloadCommand::json).rows());
    if (servers.total() == 0) {
      String from = reloaded.file().isEmpty() ? "" : " from " + reloaded.file();
      return new TextAnswer(done + from + "; no server ran its old code", json);
    }
    boolean details = servers.rows().stream().anyMatch(server -> !server.detail().isEmpty());
    List<Column<Server>> columns = details ? COLUMNS : COLUMNS.subList(0, COLUMNS.size() - 1);
    return new Table<>(columns, servers.rows(), done + "; " + summary(reloaded, change), json);
  }

  private static String summary(Reloaded reloaded, boolean change) {
    long changed =
        reloaded.servers().stream().filter(server -> server.outcome() == Outcome.CHANGED).count();
    long old = reloaded.servers().size() - changed;
    String stay = "%d %s the old code".formatted(old, old == 1 ? "server runs" : "servers run");
    if (!change) {
      return stay
          + ", ':reload %s --change' moves %s"
              .formatted(reloaded.module(), old == 1 ? "it" : "them");
    }
    String moved =
        "%d %s".formatted(changed, changed == 1 ? "server has moved" : "servers have moved");
    return old == 0 ? moved : moved + ", " + stay;
  }

  private static JsonObject json(Server server) {
    return new JsonObject()
        .put("pid", server.pid().toString())
        .putText("registered_name", server.name())
        .put("server_class", server.serverClass())
        .put("outcome", server.outcome().word())
        .putText("detail", server.detail());
  }
}
