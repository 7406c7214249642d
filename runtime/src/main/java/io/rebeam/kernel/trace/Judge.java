package io.rebeam.kernel.trace;

/** Decides which messages a trace tells. Asked by the trace's thread. */
public interface Judge {
  /** Asks for a verdict, which comes to the capture itself, in any time and from any thread. */
  void ask(Capture capture);

  /** Whether it can answer no more. */
  boolean isGone();

  /** It is not needed any more. */
  void close();
}
