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

/** {@code :cd}: changes the current folder. */
@Command(
    name = ":cd",
    description = {"Changes the current folder, as os.chdir() does, and shows it."},
    footer = {"", "Examples:", "  :cd ~/project", "  :cd"})
public final class CdCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "~",
      description = "The new folder (default: the home folder).")
  private String folder = "~";

  CdCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    write(context.session().request("cd", List.of(folder)).getFirst().getFirst());
    return ExitCodes.OK;
  }

  private void write(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(Printable.line(line));
    out.flush();
  }
}
