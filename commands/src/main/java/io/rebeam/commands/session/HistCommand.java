package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.HelpGroup;
import io.rebeam.commands.OnFirstScreen;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.Shown;
import io.rebeam.error.BadArgumentException;
import io.rebeam.eval.PastInput;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import io.rebeam.text.Printable;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :hist}: the inputs of the session. */
@Command(
    name = ":hist",
    description = {"Lists the inputs of this session with their numbers."},
    footer = {"", "Examples:", "  :hist", "  :hist 5"})
@OnFirstScreen(
    group = HelpGroup.SESSION,
    example = ":hist",
    text = "inputs; also :rerun 3, :save FILE, :load FILE")
public final class HistCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Parameters(arity = "0..1", paramLabel = "N", description = "Only the last N inputs.")
  private @Nullable Integer most;

  HistCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (most != null && most < 1) {
      throw new BadArgumentException("the number of inputs must be at least 1, not " + most);
    }
    List<PastInput> all = context.session().inputs();
    Shown<PastInput> inputs = Shown.last(all, most == null ? 0 : most);
    JsonObject json =
        JsonObject.document("hist")
            .put("total", inputs.total())
            .put("inputs", inputs.map(HistCommand::json).rows());
    output.show(new TextAnswer(text(inputs.rows()), json));
    return ExitCodes.OK;
  }

  private static String text(List<PastInput> inputs) {
    if (inputs.isEmpty()) {
      return "no inputs yet";
    }
    int digits = String.valueOf(inputs.getLast().number()).length();
    String indent = "\n" + " ".repeat(digits + 2);
    return String.join(
        "\n",
        inputs.stream()
            .map(
                input ->
                    " ".repeat(digits - String.valueOf(input.number()).length())
                        + input.number()
                        + "  "
                        + Printable.lines(input.source().stripTrailing()).replace("\n", indent))
            .toList());
  }

  private static JsonObject json(PastInput input) {
    return new JsonObject()
        .put("number", input.number())
        .put("input", input.source())
        .put("succeeded", input.succeeded());
  }
}
