package io.rebeam.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One process as a row of a table. A row may read a value at its first use; it then keeps the
 * value, so that tables can be sorted.
 */
public interface ProcessRow {
  Pid pid();

  /** Its registered name, label and function. */
  ProcessNames names();

  /** What it is doing. */
  ProcessStatus status();

  /** Messages received and not yet taken. */
  long messageQueueLength();

  /** Time since it was spawned. */
  Duration age();

  /** Time its code has held a thread, blocking waits included for blocking processes. */
  Duration cpuTime();

  /** The Python place it waits in or last yielded at, {@code app.py:12 worker}; may be empty. */
  String where();

  /** Values that few tables use. */
  Details details();

  /** A copy with all values. */
  ProcessSummary summary();

  /**
   * More about a process.
   *
   * @param parent its spawner, dead or alive; null for none
   * @param links how many processes it is linked to
   * @param monitors how many monitors it has set up
   * @param monitoredBy how many monitors watch it
   * @param messagesIn messages delivered to it since it was spawned
   * @param messagesOut messages it sent
   * @param slices times its scheduler ran it
   * @param priority {@code low}, {@code normal} or {@code high}
   * @param memory estimate of its memory in bytes, its mailbox included
   */
  record Details(
      @Nullable Pid parent,
      int links,
      int monitors,
      int monitoredBy,
      long messagesIn,
      long messagesOut,
      long slices,
      String priority,
      long memory) {
    /** Default values. */
    public static final Details NONE = new Details(null, 0, 0, 0, 0, 0, 0, "normal", 0);
  }
}
