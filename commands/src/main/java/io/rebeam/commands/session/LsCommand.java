package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code :ls}: lists a folder. */
@Command(
    name = ":ls",
    description = {"Lists a folder: one name a line, folders with a slash, no hidden files."},
    footer = {"", "Examples:", "  :ls", "  :ls ~/project"})
public final class LsCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder (default: the current one).")
  private String folder = ".";

  LsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.session().request("ls", List.of(folder)).forEach(row -> write(row.getFirst()));
    return ExitCodes.OK;
  }

  private void write(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(Printable.line(line));
    out.flush();
  }
}
