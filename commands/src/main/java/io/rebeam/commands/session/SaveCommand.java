package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import io.rebeam.error.BadArgumentException;
import io.rebeam.eval.PastInput;
import io.rebeam.eval.Session;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code :save}: writes the inputs of the session into a file. */
@Command(
    name = ":save",
    description = {
      "Writes the inputs that ended without an error into a Python file, which runs with",
      "rebeam FILE. What v() and _ stand for is not in the file."
    },
    footer = {"", "Examples:", "  :save notes.py", "  :save -f notes.py"})
public final class SaveCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Option(
      names = {"-f", "--force"},
      description = "Overwrite the file.")
  private boolean force;

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private String file = "";

  SaveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Session session = context.session();
    List<String> arguments = new ArrayList<>(List.of(file, force ? "force" : ""));
    int count = 0;
    for (PastInput input : session.inputs()) {
      if (input.succeeded()) {
        arguments.add(Integer.toString(input.number()));
        arguments.add(input.source());
        count++;
      }
    }
    if (count == 0) {
      throw new BadArgumentException("nothing to save: no input has ended without an error yet");
    }
    String path = session.request("save", arguments).getFirst().getFirst();
    output.show(
        new TextAnswer(
            "saved %d %s to %s".formatted(count, count == 1 ? "input" : "inputs", path),
            JsonObject.document("save").put("file", path).put("inputs", count)));
    return ExitCodes.OK;
  }
}
