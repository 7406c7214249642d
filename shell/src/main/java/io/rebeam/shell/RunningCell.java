package io.rebeam.shell;

import io.rebeam.eval.Session;
import io.rebeam.shell.output.ScreenOutput;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A cell that is being evaluated. */
final class RunningCell implements Foreground.Task {
  private final Session session;
  private final StandardInput input;
  private final ScreenStreams streams;
  private final ScreenOutput output;
  private final ResultPrinter results;
  private volatile boolean killed; // read by the thread that shows a late answer

  RunningCell(
      Session session,
      StandardInput input,
      ScreenStreams streams,
      ScreenOutput output,
      ResultPrinter results) {
    this.session = session;
    this.input = input;
    this.streams = streams;
    this.output = output;
    this.results = results;
  }

  @Override
  public boolean interrupt() {
    if (input.interruptReading()) {
      return false; // the pending input() ends and interrupts the cell
    }
    return session.interrupt();
  }

  @Override
  public void force() {
    killed = true;
    session.killEvaluator();
  }

  /** Whether its evaluator was killed on request. */
  boolean isKilled() {
    return killed;
  }

  @Override
  public void runningLong(Duration time) {
    if (!input.isReading() && !streams.isLent()) {
      // On another thread, since the place can be read only when Python answers.
      var _ =
          CompletableFuture.supplyAsync(session::where, Foreground.ASIDE)
              .thenAccept(at -> hint(time, at));
    }
  }

  private void hint(Duration time, String place) {
    String where = place.isEmpty() ? "" : " in " + place;
    output.println(
        results.dim("running %d s%s (Ctrl-C to interrupt)".formatted(time.toSeconds(), where)));
  }
}
