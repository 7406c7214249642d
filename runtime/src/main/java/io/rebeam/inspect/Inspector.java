package io.rebeam.inspect;

import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots of a running node. No method runs Python code, holds the lock of a process for longer
 * than some microseconds, or waits for a process; only stacks of running processes wait, for {@link
 * #STACK_MILLIS} at most. Any thread.
 */
public interface Inspector {
  /** How long a stack waits for the threads of running processes, in milliseconds. */
  int STACK_MILLIS = 100;

  /**
   * The live processes, by pid. A row reads each value at its first use, so that a table of a
   * million processes costs only the values that it uses.
   */
  List<ProcessRow> rows();

  /**
   * A snapshot of one process; empty when it is dead.
   *
   * @param limit the most processes in each of its lists; 0 for all
   */
  Optional<ProcessInfo> process(Pid pid, int limit);

  /** A mailbox; empty when the process is dead. */
  Optional<MailboxView> mailbox(Pid pid, MailboxQuery query);

  /**
   * The monitors that a process has set up and those set up for it; empty when the process is dead.
   *
   * @param limit monitors at most; 0 for all
   */
  Optional<MonitorList> monitors(Pid pid, int limit);

  /** The Python stack of a process; empty when it is dead. */
  Optional<StackView> stack(Pid pid);

  /**
   * The stacks of all processes.
   *
   * @param limit stacks at most; all waits together are no longer than that of one
   */
  List<StackView> stacks(int limit);

  /**
   * The stacks of the processes that have been running for at least {@code stuck} without a wait,
   * by pid; when {@code stuck} is zero, also of the processes in the run queue.
   *
   * @param limit stacks at most; all waits together are no longer than that of one
   */
  List<StackView> stacks(Duration stuck, int limit);

  /**
   * The timers that are pending, the next due first.
   *
   * @param limit timers at most; 0 for all
   */
  TimerList timers(int limit);

  /** What the schedulers do, over the last second. */
  NodeLoad load();

  /**
   * The use of memory.
   *
   * @param top how many of the largest processes to list
   */
  MemoryView memory(int top);

  /** What servers and supervisors have published about themselves. */
  OtpInspector otp();

  /** The limits of the node and how much of each is in use. */
  List<Limit> limits();
}
