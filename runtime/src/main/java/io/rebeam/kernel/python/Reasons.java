package io.rebeam.kernel.python;

import io.rebeam.kernel.signal.ExitReason;

/** Exit reasons as Python values. */
public final class Reasons {
  private Reasons() {}

  /** The reason itself; the plain strings of the runtime become Python's here. */
  public static Object toPython(ExitReason reason) {
    return reason.term() instanceof String word ? PythonContext.pythonText(word) : reason.term();
  }
}
