package io.rebeam.commands;

import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Renderer;
import io.rebeam.render.Theme;
import io.rebeam.render.View;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The output options of every command, and the writing of its answer. A mixin. */
public final class OutputOptions {
  private final Supplier<OutputMode> mode;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = "--json", order = 90, description = "Write one JSON object.")
  private boolean json;

  @Option(
      names = "--plain",
      order = 91,
      description = "Write tab-separated lines, without colours and boxes.")
  private boolean plain;

  @Option(names = "--no-header", order = 92, description = "Leave out the line of column names.")
  private boolean noHeader;

  @Option(
      names = {"-h", "--help"},
      order = 93,
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private boolean help;

  public OutputOptions(CommandContext context) {
    this.mode = context.outputMode();
  }

  /** Writes the answer in the chosen format. */
  public void show(View view) {
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    Renderer.of(format(), mode.get(), !noHeader).render(view, out);
  }

  /** Whether rows may be left out, since the answer goes to a screen. */
  public boolean isForScreen() {
    return format() == OutputFormat.TABLE && mode.get().width() != OutputMode.UNLIMITED;
  }

  /** The colours for text that is not a table: none in plain and JSON output. */
  public Theme theme() {
    return format() == OutputFormat.TABLE ? mode.get().theme() : Theme.NONE;
  }

  /** The columns for text that is not a table. */
  public int width() {
    return format() == OutputFormat.TABLE ? mode.get().width() : OutputMode.UNLIMITED;
  }

  /** Whether plain output starts with the names of its fields. */
  public boolean hasHeader() {
    return !noHeader;
  }

  /** The chosen format. */
  public OutputFormat format() {
    if (json) {
      return OutputFormat.JSON;
    }
    return plain ? OutputFormat.PLAIN : OutputFormat.TABLE;
  }
}
