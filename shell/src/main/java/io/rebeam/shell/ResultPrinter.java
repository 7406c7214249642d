package io.rebeam.shell;

import io.rebeam.eval.EvalResult;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Style;
import io.rebeam.shell.output.ScreenOutput;
import java.util.function.Supplier;

/** Shows the results of inputs. Any thread. */
final class ResultPrinter {
  private final ScreenOutput output;
  private final Supplier<OutputMode> mode;

  ResultPrinter(ScreenOutput output, Supplier<OutputMode> mode) {
    this.output = output;
    this.mode = mode;
  }

  void show(EvalResult result) {
    switch (result) {
      case EvalResult.Value(int _, String text, boolean truncated) ->
          output.println(truncated ? text + dim("   (:full shows all)") : text);
      case EvalResult.NoValue _ -> {}
      case EvalResult.Raised(var error) -> output.println(red(error.brief()));
      case EvalResult.Interrupted _ -> output.println(red("KeyboardInterrupt"));
      case EvalResult.Exited(int _, var message) -> message.ifPresent(output::println);
      case EvalResult.EvaluatorDied died -> showDeath(died);
    }
  }

  void showDeath(EvalResult.EvaluatorDied died) {
    output.println(red(died.report()));
  }

  /** Shows that the evaluator was killed at the user's request. */
  void showKill(EvalResult.EvaluatorDied died) {
    output.println(
        red(
            "** evaluator %s killed, now %s; bindings kept, links and mailbox lost"
                .formatted(died.died(), died.replacement())));
  }

  String red(String text) {
    return mode.get().theme().paint(Style.ERROR, text);
  }

  String dim(String text) {
    return mode.get().theme().paint(Style.FAINT, text);
  }
}
