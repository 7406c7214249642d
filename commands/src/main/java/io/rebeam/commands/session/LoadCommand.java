package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code :load}: runs a file in the session. */
@Command(
    name = ":load",
    aliases = {":source"},
    description = {
      "Runs a Python file among this session's variables, as if its lines were typed here."
    },
    footer = {"", "Examples:", "  :load setup.py", "  :source ~/helpers.py"})
public final class LoadCommand extends SessionCommand {
  @Parameters(paramLabel = "FILE", description = "A Python file.")
  private String file = "";

  LoadCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<String> program = context.session().request("read", List.of(file)).getFirst();
    String path = program.get(0);
    String text = program.get(1);
    context.evaluations().accept(session -> session.run(text, path, 1));
    return ExitCodes.OK;
  }
}
