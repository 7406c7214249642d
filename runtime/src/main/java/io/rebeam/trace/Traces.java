package io.rebeam.trace;

import java.util.List;

/**
 * The traces of a node. A process that is not traced pays nothing; a traced process pays for the
 * text of each message that is shown. Any thread.
 */
public interface Traces {
  /** The maximum number of running traces. */
  int MAX_RUNNING = 16;

  /**
   * Starts a trace.
   *
   * @param listener takes its events
   * @throws io.rebeam.error.NoSuchProcessException when the target denotes no live process
   * @throws io.rebeam.error.BadArgumentException when the predicate is not a Python expression, or
   *     too many traces run. With a predicate this method waits for Python
   */
  Trace start(TraceRequest request, TraceListener listener);

  /** The running traces, by number. */
  List<Trace> running();
}
