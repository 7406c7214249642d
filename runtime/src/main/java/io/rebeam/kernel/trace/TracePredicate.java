package io.rebeam.kernel.trace;

/** Decides which messages a trace shows. Used by the trace's thread. */
public interface TracePredicate {
  /** Requests a verdict, which is set in the capture itself, at any time and by any thread. */
  void ask(Capture capture);

  /** Whether it has ended, so that no verdict comes any more. */
  boolean isGone();

  /** It is not needed any more. */
  void close();
}
