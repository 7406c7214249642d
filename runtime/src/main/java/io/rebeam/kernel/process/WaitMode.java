package io.rebeam.kernel.process;

/** What a waiting process waits for. */
public enum WaitMode {
  /** A message it has not scanned, or its wake-up. */
  MESSAGE,
  /** Its wake-up only: a sleep, or a blocking call it awaits. */
  WAKE_UP,
  /** Nothing: it only let others run. */
  YIELD
}
