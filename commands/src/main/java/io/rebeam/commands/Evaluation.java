package io.rebeam.commands;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import java.util.concurrent.CompletableFuture;

/**
 * Python code that a command has evaluated. It starts after the command has returned, and is shown,
 * interrupted and given the terminal as an input that was typed.
 */
@FunctionalInterface
public interface Evaluation {
  /** Passes the code to the session. Must not wait. */
  CompletableFuture<EvalResult> start(Session session);
}
