package io.rebeam.trace;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A running trace. Any thread. */
public interface Trace {
  /** The N of {@code :trace off N}; not used again while the node runs. */
  int number();

  /** The traced processes, for display: {@code <0.41.0> counter}, {@code all processes}. */
  String target();

  TraceRequest request();

  /** Time since it was started. */
  Duration elapsed();

  /** Events passed to the listener so far. */
  long events();

  /** Events dropped so far. */
  long dropped();

  /** Stops the trace; no effect when it is stopping already. */
  void stop(TraceStop why);

  /** Completes when {@link TraceListener#ended} has returned. */
  CompletableFuture<TraceEnd> end();
}
