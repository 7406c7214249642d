package io.rebeam.commands;

import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoAnswerException;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.error.NodeFailedException;
import io.rebeam.error.RebeamException;
import io.rebeam.render.JsonObject;
import io.rebeam.text.Printable;
import java.io.PrintWriter;

/** Writes the errors of commands: one line, or JSON. */
public final class ErrorReporter {
  private final PrintWriter err;
  private final boolean json;
  private final boolean debug;

  public ErrorReporter(PrintWriter err, boolean json, boolean debug) {
    this.err = err;
    this.json = json;
    this.debug = debug;
  }

  /** Reports wrong usage. Returns the exit code. */
  public int usage(String message) {
    return report("usage", message, ExitCodes.USAGE);
  }

  /** Reports an error of a command, or a bug of rebeam. Returns the exit code. */
  public int failure(Exception failure) {
    if (debug) {
      failure.printStackTrace(err);
    }
    if (failure instanceof RebeamException known) {
      return report(known.code(), String.valueOf(known.getMessage()), exitCode(known));
    }
    String hint = debug ? "" : "; start rebeam with --debug to see where";
    return report("internal", "internal error: " + failure + hint, ExitCodes.FAILURE);
  }

  private static int exitCode(RebeamException failure) {
    return switch (failure) {
      case BadArgumentException _ -> ExitCodes.USAGE;
      case NoAnswerException _ -> ExitCodes.FAILURE;
      case NoSuchProcessException _ -> ExitCodes.FAILURE;
      case NodeFailedException _ -> ExitCodes.FAILURE;
    };
  }

  private int report(String code, String message, int exitCode) {
    err.print(json ? json(code, message) : "rebeam: " + Printable.lines(message) + "\n");
    err.flush();
    return exitCode;
  }

  private static String json(String code, String message) {
    return JsonObject.document("error").put("error", code).put("message", message) + "\n";
  }
}
