package io.rebeam.trace;

/** Takes the events of a trace, on the trace's own thread, which waits for it. */
public interface TraceListener {
  void event(TraceEvent event);

  /** Called once, after the last event. */
  void ended(TraceEnd end);
}
