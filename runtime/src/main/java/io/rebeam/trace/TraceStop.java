package io.rebeam.trace;

import java.util.Locale;

/** The cause of the end of a trace. */
public enum TraceStop {
  /** The limit of events is reached. */
  COUNT,
  /** The limit of time is reached. */
  TIME,
  /** The traced process has ended. */
  EXIT,
  /** {@link Trace#stop}, as by {@code :trace off}. */
  STOPPED,
  /** Ctrl-C. */
  INTERRUPTED,
  /** The process that evaluates its predicate has ended. */
  PREDICATE,
  /** The listener has thrown an exception. */
  OUTPUT,
  /** The node is being closed. */
  CLOSED;

  /** The word for machines: {@code count}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
