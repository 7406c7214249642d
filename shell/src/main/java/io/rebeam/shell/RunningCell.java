package io.rebeam.shell;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.shell.output.ScreenOutput;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * The wait for one cell, with the steps of an interrupt (ux 2.9): the first Ctrl-C asks the cell to
 * stop, the second, or two seconds without an answer, kills the evaluator. The input thread never
 * waits for the evaluator for good.
 */
final class RunningCell {
  static final Duration PATIENCE = Duration.ofSeconds(2);
  static final Duration HINT_AFTER = Duration.ofSeconds(5);

  /** What the wait is woken by. */
  private sealed interface Event {
    record Done(EvalResult result) implements Event {}

    record Interrupt() implements Event {}
  }

  private final Terminal terminal;
  private final ScreenOutput output;
  private final UnaryOperator<String> dim;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  RunningCell(Terminal terminal, ScreenOutput output, UnaryOperator<String> dim) {
    this.terminal = terminal;
    this.output = output;
    this.dim = dim;
  }

  /** Waits for the result; null when the evaluator did not answer even to a kill. */
  @Nullable EvalResult await(Session session, CompletableFuture<EvalResult> result) {
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, _ -> events.add(new Event.Interrupt()));
    try {
      var _ = result.thenAccept(done -> events.add(new Event.Done(done)));
      return waitFor(session);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  private @Nullable EvalResult waitFor(Session session) throws InterruptedException {
    int step = 0;
    long wait = HINT_AFTER.toMillis();
    while (true) {
      Event event = events.poll(wait, TimeUnit.MILLISECONDS);
      switch (event) {
        case Event.Done(EvalResult result) -> {
          return result;
        }
        case Event.Interrupt() -> {
          interrupt(session, ++step);
          wait = PATIENCE.toMillis();
        }
        case null -> {
          if (step == 0) {
            hint(session);
            wait = Long.MAX_VALUE;
          } else if (step == 1) {
            interrupt(session, ++step);
          } else {
            output.println("** the evaluator does not answer; Ctrl-D leaves");
            return null;
          }
        }
      }
    }
  }

  private void interrupt(Session session, int step) {
    if (step == 1) {
      session.interrupt();
    } else {
      session.killEvaluator();
    }
  }

  private void hint(Session session) {
    String where = session.where();
    String place = where.isEmpty() ? "" : " in " + where;
    output.println(dim.apply("running 5 s" + place + " (Ctrl-C to interrupt)"));
  }
}
