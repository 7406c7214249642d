package io.rebeam.shell.batch;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.Evaluation;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.shell.ShellCommands;
import io.rebeam.error.RebeamException;
import io.rebeam.eval.EvalResult;
import io.rebeam.eval.PythonError;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.NodeOptions;
import io.rebeam.node.ProgramEnd;
import io.rebeam.render.OutputMode;
import io.rebeam.shell.NodeBoot;
import io.rebeam.shell.input.Piece;
import io.rebeam.shell.output.PipeOutput;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program without a terminal, prompt and echo. Stops at the first error. When the program
 * has ended, its remaining processes get a shutdown and then a kill.
 */
public final class Batch {
  private final PipeOutput out;
  private final PipeOutput err;
  private final Function<PythonError, String> traceback;
  private final boolean debug;
  private final NodeBoot boot;
  private final CommandContext context;
  private volatile @Nullable Session running;
  private volatile @Nullable ProgramEnd ending;

  /** Code that the last command has evaluated. */
  private final Queue<Evaluation> evaluations = new ArrayDeque<>();

  /** The thread that executes a command, or null. */
  private volatile @Nullable Thread commanding;

  private @Nullable Integer leaving;

  /**
   * Starts the node.
   *
   * @param mode the output mode of the answers of commands; read at each answer
   * @param traceback the text that is printed for an exception that ends the program
   * @param debug whether errors of our own come with stack traces
   */
  public Batch(
      PipeOutput out,
      PipeOutput err,
      NodeOptions node,
      SessionOptions options,
      Supplier<OutputMode> mode,
      Function<PythonError, String> traceback,
      boolean debug) {
    this.out = out;
    this.err = err;
    this.traceback = traceback;
    this.debug = debug;
    this.boot = NodeBoot.start(node, options);
    this.context =
        new CommandContext(boot.node(), boot.session(), mode, code -> leaving = code, debug)
            .evaluating(evaluations::add);
  }

  /**
   * Runs the pieces in order and returns the exit code. All output has been written then.
   *
   * @param fileName the program's name in tracebacks
   */
  public int run(List<Piece> pieces, String fileName) {
    int code = ExitCodes.OK;
    try {
      Session session = boot.session().join();
      var end = new ProgramEnd(boot.node().join(), session);
      ending = end;
      running = session;
      for (Piece piece : pieces) {
        code = run(session, piece, fileName);
        if (code != ExitCodes.OK || leaving != null) {
          break;
        }
      }
      end.run();
    } catch (CompletionException e) {
      code = failed(e.getCause() == null ? e : e.getCause());
    } finally {
      running = null;
      out.flush();
      err.flush();
    }
    return leaving == null ? code : leaving;
  }

  /** Ends the program for a signal, within limits; no effect when it has ended. */
  public void end() {
    ProgramEnd end = ending;
    if (end != null) {
      end.limit();
      end.run();
    }
  }

  /**
   * Raises {@code KeyboardInterrupt} in the program, or ends the wait of a command or of the end of
   * the program; false when none of them runs.
   */
  public boolean interrupt() {
    ProgramEnd end = ending;
    if (end != null && end.hasBegun()) {
      end.skip();
      return true;
    }
    Thread thread = commanding;
    if (thread != null) {
      thread.interrupt();
      return true;
    }
    Session session = running;
    if (session == null) {
      return false;
    }
    boolean _ = session.interrupt();
    return true;
  }

  private int run(Session session, Piece piece, String fileName) {
    return switch (piece) {
      case Piece.Code(int firstLine, String text) ->
          outcome(session.run(text, fileName, firstLine).join());
      case Piece.Command(int _, String text) -> {
        int code = command(text);
        Evaluation evaluation = evaluations.poll();
        yield evaluation == null ? code : outcome(evaluation.start(session).join());
      }
    };
  }

  private int outcome(EvalResult result) {
    ProgramEnd end = ending;
    if (end != null && end.hasBegun()) { // a signal ends the program and decides the exit code
      end.run();
      return ExitCodes.TERMINATED;
    }
    return switch (result) {
      case EvalResult.Value _, EvalResult.NoValue _ -> ExitCodes.OK;
      case EvalResult.Raised(var error) -> {
        tell(traceback.apply(error));
        yield ExitCodes.FAILURE;
      }
      case EvalResult.Interrupted() -> {
        tell("KeyboardInterrupt");
        yield ExitCodes.INTERRUPTED;
      }
      case EvalResult.Exited(int code, var message) -> {
        message.ifPresent(this::tell);
        leaving = code;
        yield code;
      }
      case EvalResult.EvaluatorDied died -> {
        String origin = died.origin().map(pid -> " because " + pid + " exited").orElse("");
        tell("** the main process " + died.died() + " exited" + origin + ": " + died.reason());
        yield died.reason().equals("normal") ? ExitCodes.OK : ExitCodes.FAILURE;
      }
    };
  }

  private int command(String text) {
    out.flush();
    PrintWriter answers = writer(out);
    PrintWriter errors = writer(err);
    commanding = Thread.currentThread();
    int code;
    try {
      code = new ShellCommands(context, List.of(), answers, errors).execute(text);
    } finally {
      commanding = null;
      Thread.interrupted(); // the interrupt was for the command
    }
    answers.flush();
    errors.flush();
    return code;
  }

  private int failed(Throwable cause) {
    tell(
        "rebeam: "
            + (cause instanceof RebeamException ? cause.getMessage() : "internal error: " + cause));
    if (debug) {
      cause.printStackTrace(new PrintStream(err, true, StandardCharsets.UTF_8));
    }
    return ExitCodes.FAILURE;
  }

  /** Writes a line to standard error, after all that was written to standard output. */
  private void tell(String text) {
    out.flush();
    err.writeLine(text);
    err.flush();
  }

  private static PrintWriter writer(PipeOutput target) {
    return new PrintWriter(target, false, StandardCharsets.UTF_8);
  }
}
