package io.rebeam.process;

import java.time.Duration;

/**
 * One process in a process table: enough for a row, cheap to take.
 *
 * @param pid the process
 * @param names how people know it
 * @param status what it is doing
 * @param messageQueueLength messages received and not yet taken
 * @param age time since it was spawned
 * @param cpuTime time its code has held a thread, blocking waits included for blocking processes
 * @param where the Python place it waits in or last yielded at, {@code app.py:12 worker}; may be
 *     empty
 */
public record ProcessSummary(
    Pid pid,
    ProcessNames names,
    ProcessStatus status,
    long messageQueueLength,
    Duration age,
    Duration cpuTime,
    String where) {}
