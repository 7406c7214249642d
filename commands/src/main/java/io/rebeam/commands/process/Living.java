package io.rebeam.commands.process;

import io.rebeam.error.NoSuchProcessException;
import io.rebeam.inspect.MonitorView;
import io.rebeam.inspect.StackView;
import io.rebeam.node.Node;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import java.util.List;

/** Snapshots of processes that may end between two questions. */
final class Living {
  private Living() {}

  static ProcessInfo info(Node node, Pid pid) {
    return node.process(pid).orElseThrow(() -> justExited(pid));
  }

  static MailboxView mailbox(Node node, Pid pid, MailboxQuery query) {
    return node.inspector().mailbox(pid, query).orElseThrow(() -> justExited(pid));
  }

  static StackView stack(Node node, Pid pid) {
    return node.inspector().stack(pid).orElseThrow(() -> justExited(pid));
  }

  static List<MonitorView> monitors(Node node, Pid pid) {
    return node.inspector().monitors(pid).orElseThrow(() -> justExited(pid));
  }

  static NoSuchProcessException justExited(Pid pid) {
    return new NoSuchProcessException("process " + pid + " has just exited");
  }
}
