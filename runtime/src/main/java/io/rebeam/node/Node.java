package io.rebeam.node;

import io.rebeam.error.NoSuchProcessException;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessSummary;
import io.rebeam.process.RegisteredProcess;
import java.util.List;
import java.util.Optional;

/**
 * A running rebeam node. Everything it tells, it tells without waiting for Python: all queries
 * answer while every process is busy. Any thread may call any method.
 */
public final class Node implements AutoCloseable {
  private Node() {}

  /**
   * Starts a node: its engine, its schedulers, the Python library. Takes about a second.
   *
   * @throws io.rebeam.error.NodeFailedException when Python cannot be started
   */
  public static Node start(NodeOptions options) {
    throw new UnsupportedOperationException("being written");
  }

  /** Opens a session with an evaluator process of its own. Waits for Python. */
  public Session openSession(SessionOptions options) {
    throw new UnsupportedOperationException("being written");
  }

  /** The live processes, by pid. */
  public List<ProcessSummary> processes() {
    throw new UnsupportedOperationException("being written");
  }

  /** A snapshot of one process, or empty when it is dead. */
  public Optional<ProcessInfo> process(Pid pid) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * The process that {@code text} denotes: a pid ({@code <0.42.0>}, {@code 0.42.0}), its number
   * ({@code 42}), a registered name, or a label (quoted or not).
   *
   * @throws NoSuchProcessException when there is none alive, with the nearest names, or when a label
   *     is shared by several
   */
  public Pid resolve(String text) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * A view of a mailbox: at most {@code first} of the oldest and {@code last} of the newest
   * messages. Empty when the process is dead.
   */
  public Optional<MailboxView> mailbox(Pid pid, int first, int last) {
    throw new UnsupportedOperationException("being written");
  }

  /** The registered names, sorted. */
  public List<RegisteredProcess> registered() {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * Sends an exit signal from no process ({@code kill} cannot be trapped). Returns whether the
   * process was alive.
   */
  public boolean exit(Pid pid, String reason) {
    throw new UnsupportedOperationException("being written");
  }

  /** Removes all messages from a mailbox and returns them, oldest first; for {@code :flush}. */
  public List<MailboxView.MessageView> flush(Pid pid) {
    throw new UnsupportedOperationException("being written");
  }

  /** The live processes other than evaluators and the runtime's own. */
  public int userProcessCount() {
    throw new UnsupportedOperationException("being written");
  }

  /** Versions in use, for banners: {@code Python 3.12.8}, {@code GraalPy 25.0.3}. */
  public NodeVersions versions() {
    throw new UnsupportedOperationException("being written");
  }

  /** Kills every process and stops all threads of the node. Idempotent. */
  @Override
  public void close() {}
}
