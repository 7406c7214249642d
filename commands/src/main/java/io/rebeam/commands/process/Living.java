package io.rebeam.commands.process;

import io.rebeam.error.NoSuchProcessException;
import io.rebeam.node.Node;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;

/** Snapshots of processes that may end between two questions. */
final class Living {
  private Living() {}

  static ProcessInfo info(Node node, Pid pid) {
    return node.process(pid).orElseThrow(() -> justExited(pid));
  }

  static MailboxView mailbox(Node node, Pid pid, int first, int last) {
    return node.mailbox(pid, first, last).orElseThrow(() -> justExited(pid));
  }

  private static NoSuchProcessException justExited(Pid pid) {
    return new NoSuchProcessException("process " + pid + " has just exited");
  }
}
