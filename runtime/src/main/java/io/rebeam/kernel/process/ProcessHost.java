package io.rebeam.kernel.process;

import org.jspecify.annotations.Nullable;

/** What a process needs of the scheduler that runs it. */
public interface ProcessHost {
  Kernel kernel();

  /** The name of the function that a coroutine runs, a string of its own; null for others. */
  @Nullable Object functionName(Object coroutine);

  /** The process went from waiting to runnable. Called once for each such change, by any thread. */
  void runnable(LocalProcess process);

  /**
   * The process has got its last signal while its code runs, or while it waits for asyncio's loop,
   * and may take the grace time until it begins to unwind (N7). Called by any thread, locks held;
   * must only note it.
   */
  void exiting(LocalProcess process);

  /**
   * The process begins to unwind and may take the grace time for that (N7), however long it had to
   * wait for its turn. Called by any thread, locks held; must only note it.
   */
  void unwinding(LocalProcess process);

  /** How long the process has been running since it last waited; 0 when it does not run. */
  long runningNanos(LocalProcess process);

  /**
   * The process must stop what it is doing in Python now: it was killed, or is a blocking process
   * that got an exit signal. Called by any thread, locks held; must only request it, not wait.
   */
  void stopRunning(LocalProcess process);
}
