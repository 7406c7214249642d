package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.error.BadArgumentException;
import io.rebeam.eval.PastInput;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code :rerun}: evaluates an input again. */
@Command(
    name = ":rerun",
    description = {"Evaluates an input of this session again, as if it were typed."},
    footer = {"", "Example:", "  :rerun 3"})
public final class RerunCommand extends SessionCommand {
  @Parameters(paramLabel = "N", description = "The number of the input; ':hist' lists them.")
  private int number;

  RerunCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<PastInput> inputs = context.session().inputs();
    String source =
        inputs.stream()
            .filter(input -> input.number() == number)
            .map(PastInput::source)
            .findFirst()
            .orElseThrow(() -> new BadArgumentException(missing(inputs)));
    context.evaluations().accept(session -> session.evaluate(source));
    return ExitCodes.OK;
  }

  private String missing(List<PastInput> inputs) {
    return inputs.isEmpty()
        ? "no input %d: there are no inputs yet".formatted(number)
        : "no input %d; inputs are kept from %d to %d"
            .formatted(number, inputs.getFirst().number(), inputs.getLast().number());
  }
}
