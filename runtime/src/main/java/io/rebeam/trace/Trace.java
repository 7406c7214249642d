package io.rebeam.trace;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A trace that runs. Any thread. */
public interface Trace {
  /** What {@code :trace off N} takes; not used again while the node runs. */
  int number();

  /** What it traces, for people: {@code <0.41.0> counter}, {@code all processes}. */
  String target();

  TraceRequest request();

  /** Time since it was started. */
  Duration elapsed();

  /** Events told so far. */
  long events();

  /** Events dropped so far. */
  long dropped();

  /** Asks it to stop; does nothing when it is stopping already. */
  void stop(TraceStop why);

  /** Completes when the listener has been told of the end. */
  CompletableFuture<TraceEnd> end();
}
