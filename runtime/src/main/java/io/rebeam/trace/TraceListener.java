package io.rebeam.trace;

/** Takes the events of a trace, on the thread of the trace, which waits for each call. */
public interface TraceListener {
  void event(TraceEvent event);

  /** Called once, after the last event. */
  void ended(TraceEnd end);
}
