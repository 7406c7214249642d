package io.rebeam.eval;

import io.rebeam.process.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The bindings and results of one user, evaluated by a replaceable evaluator process (ADR 8).
 *
 * <p>One input is evaluated at a time. All methods may be called from any thread and none waits for
 * Python, except where said.
 */
public interface Session {
  /** The process that evaluates: {@code self()} in a cell. Changes when it is replaced. */
  Pid evaluator();

  /** The number the next cell gets, from 1. */
  int nextCell();

  /**
   * Evaluates {@code source} as one cell: several statements, the last of which may be an
   * expression whose value becomes the result (awaited when awaitable). The prompt's own forms
   * ({@code pid ! msg}, {@code <0.42.0>}, a final {@code ;}) are understood. Completes on a runtime
   * thread; never completes exceptionally.
   */
  CompletableFuture<EvalResult> evaluate(String source);

  /**
   * Runs a piece of a program: no result is shown and the prompt's own forms are not accepted.
   * Top-level {@code await} is. Line numbers in errors start at {@code firstLine}.
   *
   * @param fileName the name shown in tracebacks, a path or {@code <stdin>}
   * @param firstLine the line of {@code fileName} that {@code source} starts at, from 1
   */
  CompletableFuture<EvalResult> run(String source, String fileName, int firstLine);

  /**
   * Raises {@code KeyboardInterrupt} in the running input, if there is one, or runs the program's
   * own handler for Ctrl-C. Returns whether the input is going to end.
   */
  boolean interrupt();

  /**
   * Sends {@code shutdown} to the evaluator if an input is running, as processes get it at the end
   * of a program. The future completes when no input is running any more.
   */
  CompletableFuture<?> shutDownEvaluator();

  /** Kills the evaluator and starts another: the second step of an interrupt. Bindings are kept. */
  void killEvaluator();

  /**
   * The Python place where the running input is, {@code app.py:42}, or empty. For the hint that is
   * shown when an input takes long.
   */
  String where();

  /**
   * Candidates for the text left of the cursor. Runs no user code; looks up names only. Waits for
   * Python at most {@code budget}; an empty list after that.
   */
  List<Completion> complete(String textBeforeCursor, Duration budget);

  /**
   * The variables whose value is a pid, by name; the process may have ended. Never waits: what a
   * cell changes at this moment may be missing.
   */
  Map<String, Pid> processVariables();

  /**
   * The last value shown, up to a million characters. Waits for Python. Empty when there was none.
   */
  String fullLastValue();

  /** The last error's whole traceback, the runtime's frames included, or empty. */
  String lastTraceback();

  /**
   * The last thousand cells that were evaluated, in order. A cell that was interrupted is the last
   * one until the next cell gets its number.
   */
  List<PastInput> inputs();

  /**
   * Passes a request of a command to the Python side, where a process of its own answers it. Waits
   * for Python, a few seconds at most.
   *
   * @param word a name of {@code rebeam._shell.requests}
   * @return rows of texts
   * @throws io.rebeam.error.BadArgumentException when the request is refused
   * @throws io.rebeam.error.NoAnswerException when there is no answer in time
   * @throws java.util.concurrent.CancellationException when the calling thread is interrupted
   */
  List<List<String>> request(String word, List<String> arguments);

  /** Sets the listener for evaluators that die while no input runs. Replaces the previous one. */
  void onEvaluatorDied(java.util.function.Consumer<EvalResult.EvaluatorDied> listener);

  /**
   * Sets the listener for {@code sys.exit} while no input is running, which a signal handler may
   * call. Replaces the previous listener.
   */
  void onExited(java.util.function.Consumer<EvalResult.Exited> listener);
}
