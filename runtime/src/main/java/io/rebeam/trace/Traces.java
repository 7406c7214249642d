package io.rebeam.trace;

import java.util.List;

/**
 * The traces of a node. A process that is not traced pays nothing for those that are; one that is
 * pays for the text of each message that is told. Any thread.
 */
public interface Traces {
  /** How many may run at once. */
  int MAX_RUNNING = 16;

  /**
   * Starts a trace.
   *
   * @param listener takes its events
   * @throws io.rebeam.error.NoSuchProcessException when the target denotes no live process
   * @throws io.rebeam.error.BadArgumentException when the predicate is no Python expression, or too
   *     many traces run. With a predicate this waits for Python
   */
  Trace start(TraceRequest request, TraceListener listener);

  /** The traces that run, by number. */
  List<Trace> running();
}
