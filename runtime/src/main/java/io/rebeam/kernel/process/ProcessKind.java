package io.rebeam.kernel.process;

/** How a process is run. */
public enum ProcessKind {
  /** Its scheduler steps a coroutine. */
  COROUTINE,

  /** It has a thread of its own. */
  BLOCKING
}
