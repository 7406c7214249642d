package io.rebeam.process;

import java.time.Duration;

/**
 * One process in a process table, as a snapshot.
 *
 * @param pid the process
 * @param names its registered name, label and function
 * @param status what it is doing
 * @param messageQueueLength messages received and not yet taken
 * @param age time since it was spawned
 * @param cpuTime time its code has held a thread, blocking waits included for blocking processes
 * @param where the Python place it waits in or last yielded at, {@code app.py:12 worker}; may be
 *     empty
 * @param details values that few tables use
 */
public record ProcessSummary(
    Pid pid,
    ProcessNames names,
    ProcessStatus status,
    long messageQueueLength,
    Duration age,
    Duration cpuTime,
    String where,
    Details details)
    implements ProcessRow {
  /** A process with default details. */
  public ProcessSummary(
      Pid pid,
      ProcessNames names,
      ProcessStatus status,
      long messageQueueLength,
      Duration age,
      Duration cpuTime,
      String where) {
    this(pid, names, status, messageQueueLength, age, cpuTime, where, Details.NONE);
  }

  @Override
  public ProcessSummary summary() {
    return this;
  }
}
