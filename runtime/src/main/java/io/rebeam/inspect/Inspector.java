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
 * What can be seen of a running node. Looking disturbs nobody: nothing here runs Python code, holds
 * a process's lock for longer than some microseconds, or waits for a process, but for the stacks of
 * running ones, which wait {@link #STACK_MILLIS} at most. Any thread may ask.
 */
public interface Inspector {
  /** How long a stack waits for the threads it asks, in milliseconds. */
  int STACK_MILLIS = 100;

  /**
   * The live processes, by pid. What a row tells is read when it is first asked for, so that a
   * table of a million processes costs no more than is used of it.
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
   * What a process monitors and who monitors it; empty when the process is dead.
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
   * by pid; when it is zero, also of those that wait for nothing but their turn.
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
   * Where memory goes.
   *
   * @param top how many of the largest processes to tell of
   */
  MemoryView memory(int top);

  /** What servers and supervisors have published about themselves. */
  OtpInspector otp();

  /** What the node has bounds for, and how near it is to them. */
  List<Limit> limits();
}
