package io.rebeam.process;

import java.util.Locale;

/** What a process is doing, in OTP's words (semantics H). */
public enum ProcessStatus {
  /** Has work to do and waits for its scheduler. */
  RUNNABLE,
  /** Its Python code is being executed. */
  RUNNING,
  /** Waits in a receive, a sleep or another await. */
  WAITING,
  /** A blocking process, inside its own thread's Python code or a blocking call. */
  BLOCKED,
  /** Held by {@code suspend_process}; it does not run. */
  SUSPENDED,
  /** Has received its last signal and is unwinding. */
  EXITING;

  /** The word shown to users: {@code waiting}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
