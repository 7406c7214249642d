package io.rebeam.trace;

import java.util.Locale;

/** Why a trace has ended. */
public enum TraceStop {
  /** It has told as many events as it may. */
  COUNT,
  /** Its time is over. */
  TIME,
  /** The process it is about has ended. */
  EXIT,
  /** Someone has stopped it. */
  STOPPED,
  /** Ctrl-C. */
  INTERRUPTED,
  /** The process that evaluates its predicate has ended. */
  PREDICATE,
  /** What takes the events has failed. */
  OUTPUT,
  /** The node is being closed. */
  CLOSED;

  /** The word for machines: {@code count}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
