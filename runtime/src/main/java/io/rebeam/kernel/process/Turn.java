package io.rebeam.kernel.process;

/** What the host has to do with a process it took from its run queue. */
public enum Turn {
  /** Resume its code. */
  RESUME,
  /** Resume it by throwing its exit reason in. */
  UNWIND,
  /** Resume it by throwing {@code KeyboardInterrupt} in. */
  INTERRUPT,
  /** Run its handlers of signals of the operating system; what it waits for has not come. */
  HANDLE,
  /** Nothing: it is dead, suspended, or waits on. */
  NONE
}
