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
import picocli.CommandLine.Spec;

/** {@code :pwd}: the current folder. */
@Command(
    name = ":pwd",
    description = {"Shows the current folder, as os.getcwd() does."},
    footer = {"", "Example:", "  :pwd"})
public final class PwdCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private HelpOption help = new HelpOption();

  PwdCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    write(context.session().request("pwd", List.of()).getFirst().getFirst());
    return ExitCodes.OK;
  }

  private void write(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(Printable.line(line));
    out.flush();
  }
}
