package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpOption;
import io.rebeam.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about the session that has no options of its own but {@code --help}. */
abstract class SessionCommand implements Callable<Integer> {
  final CommandContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli acts on it.
  private HelpOption help = new HelpOption();

  SessionCommand(CommandContext context) {
    this.context = context;
  }

  /** Passes a request to the session and writes the first text of each row of the answer. */
  final int writeAnswer(String request, List<String> arguments) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    context
        .session()
        .request(request, arguments)
        .forEach(row -> out.println(Printable.line(row.getFirst())));
    out.flush();
    return ExitCodes.OK;
  }

  /** Has a function of the library evaluated with a text, when the command has returned. */
  final int evaluate(String function, String text) {
    context.evaluations().accept(PythonCall.command(function, text));
    return ExitCodes.OK;
  }
}
