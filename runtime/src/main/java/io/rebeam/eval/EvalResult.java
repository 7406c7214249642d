package io.rebeam.eval;

import io.rebeam.process.Pid;
import java.util.Optional;

/** The outcome of one input. The shell and batch mode both switch over it. */
public sealed interface EvalResult {
  /**
   * An expression with a value other than {@code None}.
   *
   * @param number the cell, as {@code v(number)} recalls it
   * @param text the value as shown, within the display limits
   * @param truncated whether the limits cut something off
   */
  record Value(int number, String text, boolean truncated) implements EvalResult {}

  /** A statement, {@code None}, or an expression ended by {@code ;}. */
  record NoValue(int number) implements EvalResult {}

  /** The input raised an exception, a syntax error included. */
  record Raised(PythonError error) implements EvalResult {}

  /** The input was interrupted; bindings are kept. */
  record Interrupted() implements EvalResult {}

  /**
   * The input called {@code exit()} or {@code sys.exit(n)}.
   *
   * @param code the exit code, 0 to 255
   * @param message text for standard error, as {@code sys.exit("text")} gives
   */
  record Exited(int code, Optional<String> message) implements EvalResult {}

  /**
   * The evaluator process died; the session has a new one. Bindings are kept.
   *
   * @param died the dead evaluator
   * @param replacement the new one
   * @param reason the exit reason, as shown
   * @param origin the process whose exit ended the evaluator, if another process did
   * @param report one or two lines for the user: what happened and what is lost
   */
  record EvaluatorDied(
      Pid died, Pid replacement, String reason, Optional<Pid> origin, String report)
      implements EvalResult {}
}
