package io.rebeam.commands.process;

import io.rebeam.error.NoSuchProcessException;
import io.rebeam.inspect.MonitorList;
import io.rebeam.inspect.OtpView;
import io.rebeam.inspect.StackView;
import io.rebeam.node.Node;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;

/** Snapshots of processes that may end between two questions. */
public final class LiveProcesses {
  private LiveProcesses() {}

  public static ProcessInfo info(Node node, Pid pid) {
    return info(node, pid, 1);
  }

  /**
   * With the first of the processes that it is tied to.
   *
   * @param limit the most of each kind; 0 for all
   */
  public static ProcessInfo info(Node node, Pid pid, int limit) {
    return node.process(pid, limit).orElseThrow(() -> justExited(pid));
  }

  /**
   * What it is in OTP's terms.
   *
   * @param limit children of a supervisor at most; 0 for all
   */
  public static OtpView otp(Node node, Pid pid, int limit) {
    return node.inspector().otp().process(pid, limit).orElseThrow(() -> justExited(pid));
  }

  public static MailboxView mailbox(Node node, Pid pid, MailboxQuery query) {
    return node.inspector().mailbox(pid, query).orElseThrow(() -> justExited(pid));
  }

  public static StackView stack(Node node, Pid pid) {
    return node.inspector().stack(pid).orElseThrow(() -> justExited(pid));
  }

  static MonitorList monitors(Node node, Pid pid, int limit) {
    return node.inspector().monitors(pid, limit).orElseThrow(() -> justExited(pid));
  }

  static NoSuchProcessException justExited(Pid pid) {
    return new NoSuchProcessException("process " + pid + " has just exited");
  }
}
