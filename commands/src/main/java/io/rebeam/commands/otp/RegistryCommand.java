package io.rebeam.commands.otp;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.error.BadArgumentException;
import io.rebeam.form.OtpForms;
import io.rebeam.inspect.OtpInspector;
import io.rebeam.inspect.RegistryView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :registry}: the registries, or the entries of one. */
@Command(
    name = ":registry",
    description = {
      "Lists the registries (Registry) and how many keys they have; with one of",
      "them, its keys, the registered processes, and the values. Of a value other",
      "than a text, a number or a tuple of these only the size is shown."
    },
    footer = {"", "Examples:", "  :registry", "  :registry rooms -n 20"})
public final class RegistryCommand implements InspectionCommand {
  private static final int MAX_KEY_WIDTH = 30;

  private static final List<Column<RegistryView>> REGISTRIES =
      List.of(
          new Column<>("pid", registry -> pid(registry.process())),
          new Column<>("name", registry -> name(registry.process())),
          new Column<>("keys", registry -> Cell.number(registry.keys())),
          new Column<>("entries", registry -> Cell.number(registry.entries())),
          new Column<>("kind", registry -> Cell.text(kind(registry))));

  private static final List<Column<RegistryView.Entry>> ENTRIES =
      List.of(
          new Column<>("key", MAX_KEY_WIDTH, entry -> Cell.text(entry.key())),
          new Column<>("pid", entry -> pid(entry.process())),
          new Column<>("name", entry -> name(entry.process())),
          new Column<>("value", entry -> Cell.text(entry.value())));

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID",
      completionCandidates = ProcessCandidates.class,
      description = ProcessCandidates.DESCRIPTION + ": a registry.")
  private @Nullable String process;

  RegistryCommand(CommandContext context) {
    this.context = context;
  }

  private static Cell pid(Peer process) {
    return Cell.text(process.pid().toString(), Style.PID);
  }

  private static Cell name(Peer process) {
    return Cell.text(process.name(), Style.NAME);
  }

  private static String kind(RegistryView registry) {
    return registry.unique() ? "unique" : "duplicate";
  }

  @Override
  public Integer call() {
    OtpInspector otp = context.node().inspector().otp();
    int rows = limit.rows(output);
    if (process == null) {
      output.show(registries(Shown.of(otp.registries(), rows)));
    } else {
      Pid pid = context.resolve(process);
      List<RegistryView.Entry> entries =
          otp.entries(pid)
              .orElseThrow(
                  () ->
                      new BadArgumentException(
                          pid + " is no registry; ':registry' lists those that there are"));
      output.show(entries(pid, Shown.of(entries, rows)));
    }
    return ExitCodes.OK;
  }

  static Table<RegistryView> registries(Shown<RegistryView> registries) {
    JsonObject json =
        JsonObject.document("registries")
            .put("total", registries.total())
            .put("registries", JsonObject.list(OtpForms.REGISTRY, registries.rows()));
    return new Table<>(
        REGISTRIES,
        registries.rows(),
        registries.count("registry", "registries") + registries.hint(),
        json);
  }

  static Table<RegistryView.Entry> entries(Pid pid, Shown<RegistryView.Entry> entries) {
    JsonObject json =
        JsonObject.document("registry")
            .put("pid", pid.toString())
            .put("total", entries.total())
            .put("entries", JsonObject.list(OtpForms.ENTRY, entries.rows()));
    return new Table<>(
        ENTRIES, entries.rows(), entries.count("entry", "entries") + entries.hint(), json);
  }
}
