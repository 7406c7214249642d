package io.rebeam.node;

import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoSuchProcessException;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.history.History;
import io.rebeam.inspect.Inspector;
import io.rebeam.kernel.inspect.ShownProcess;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.process.Suspensions;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.process.MailboxView;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessSummary;
import io.rebeam.process.RegisteredProcess;
import io.rebeam.text.NearestMatch;
import io.rebeam.time.Ticker;
import io.rebeam.trace.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running rebeam node. Queries do not wait for Python: they answer while every process is busy.
 * Any thread may call any method.
 */
public final class Node implements AutoCloseable {
  private final NodeWiring wiring;
  private final Traces traces;
  private final Servers servers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Node(NodeWiring wiring) {
    this.wiring = wiring;
    this.traces = new NodeTraces(wiring, this::resolve);
    this.servers = new Servers(wiring);
  }

  /**
   * Starts a node: its engine, its schedulers, the Python library. Takes about a second.
   *
   * @throws io.rebeam.error.NodeFailedException when Python cannot be started
   */
  public static Node start(NodeOptions options) {
    return new Node(new NodeWiring(options, Ticker.system()));
  }

  /** Opens a session with an evaluator process of its own. Waits for Python. */
  public Session openSession(SessionOptions options) {
    return wiring.sessions().open(options);
  }

  /** The live processes, by pid. */
  public List<ProcessSummary> processes() {
    return wiring.inspector().rows().stream().map(ProcessRow::summary).toList();
  }

  /** Requests to servers, which wait for Python. */
  public Servers servers() {
    return servers;
  }

  /** Snapshots of processes, schedulers and memory in more detail than the methods here. */
  public Inspector inspector() {
    return wiring.inspector();
  }

  /** A snapshot of one process, or empty when it is dead. */
  public Optional<ProcessInfo> process(Pid pid) {
    return process(pid, 0);
  }

  /**
   * A snapshot of one process, or empty when it is dead.
   *
   * @param limit the maximum length of each of its lists of processes; 0 for all
   */
  public Optional<ProcessInfo> process(Pid pid, int limit) {
    return wiring.inspector().process(pid, limit);
  }

  private Optional<LocalProcess> find(Pid pid) {
    return Optional.ofNullable(wiring.kernel().table().get(pid.serial()));
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(wiring.kernel().ticker().nanos() - nanos);
  }

  /**
   * The process that {@code text} denotes: a pid ({@code <0.42.0>}, {@code 0.42.0}), its number
   * ({@code 42}), a registered name, or a label (quoted or not).
   *
   * @throws NoSuchProcessException when no such process is alive (the message has the nearest
   *     names), or when several processes share the label
   */
  public Pid resolve(String text) {
    Optional<Pid> pid = Pid.parse(text).or(() -> number(text));
    if (pid.isPresent()) {
      return find(pid.get())
          .map(process -> pid.get())
          .orElseThrow(() -> new NoSuchProcessException(deadText(pid.get())));
    }
    LocalProcess named = wiring.kernel().names().whereis(text);
    return named != null ? new Pid(named.serial()) : labelled(text);
  }

  private static Optional<Pid> number(String text) {
    return text.matches("[1-9]\\d{0,17}")
        ? Optional.of(new Pid(Long.parseLong(text)))
        : Optional.empty();
  }

  private String deadText(Pid pid) {
    if (pid.serial() > wiring.kernel().lastPid()) {
      return "no process " + pid + ": there never was one";
    }
    return "no process "
        + pid
        + history().ended(pid).map(end -> ": it ended " + end.summary()).orElse(": it has ended");
  }

  private Pid labelled(String text) {
    String label = ProcessNames.unquoted(text);
    List<LocalProcess> holders =
        wiring.kernel().table().all().stream()
            .filter(process -> label.equals(process.label()))
            .toList();
    if (holders.size() == 1) {
      return new Pid(holders.getFirst().serial());
    }
    if (holders.isEmpty()) {
      throw new NoSuchProcessException(
          "no process is named or labelled '"
              + label
              + "'"
              + NearestMatch.hint(label, knownNames(), 2));
    }
    throw new NoSuchProcessException(
        "label '%s' is shared by %d processes, %s first; say which by pid"
            .formatted(label, holders.size(), holders.getFirst()));
  }

  private List<String> knownNames() {
    List<String> known = new ArrayList<>(wiring.kernel().names().registered());
    for (LocalProcess process : wiring.kernel().table().all()) {
      String label = process.label();
      if (label != null) {
        known.add(label);
      }
    }
    return known;
  }

  /** Whether a process is registered under {@code name}. */
  public boolean isRegistered(String name) {
    return wiring.kernel().names().whereis(name) != null;
  }

  /** The registered names, sorted. */
  public List<RegisteredProcess> registered() {
    List<RegisteredProcess> registered = new ArrayList<>();
    for (String name : wiring.kernel().names().registered()) {
      @Nullable LocalProcess holder = wiring.kernel().names().whereis(name);
      if (holder != null) {
        registered.add(
            new RegisteredProcess(
                name, wiring.inspector().row(holder).summary(), since(holder.nameSinceNanos())));
      }
    }
    return registered;
  }

  /**
   * Sends an exit signal from no process ({@code kill} cannot be trapped, and also ends a process
   * whose finally blocks do not come to an end). Returns whether the process was alive.
   *
   * @throws BadArgumentException when the reason is empty
   */
  public boolean exit(Pid pid, String reason) {
    if (reason.isBlank()) {
      throw new BadArgumentException("an exit reason must not be empty");
    }
    Optional<LocalProcess> process = find(pid).filter(p -> !p.isDead());
    process.ifPresent(
        p -> Signals.deliver(p, new Signal.Exit(null, ExitReason.ofWord(reason), false)));
    return process.isPresent();
  }

  /**
   * Adds one suspension of a process, until it is resumed or the suspender ends (semantics I9); a
   * busy process runs on to its next wait. Returns whether both were alive.
   *
   * @throws BadArgumentException when the process is a session's evaluator
   */
  public boolean suspend(Pid suspender, Pid pid) {
    Optional<LocalProcess> by = find(suspender);
    Optional<LocalProcess> process = find(pid);
    if (process.filter(wiring.sessions()::isEvaluator).isPresent()) {
      throw new BadArgumentException(pid + " evaluates a session; it cannot be suspended");
    }
    return by.isPresent() && process.isPresent() && Suspensions.suspend(by.get(), process.get());
  }

  /** Takes back one suspension by {@code suspender}; false when there is none. */
  public boolean resume(Pid suspender, Pid pid) {
    Optional<LocalProcess> by = find(suspender);
    Optional<LocalProcess> process = find(pid);
    return by.isPresent() && process.isPresent() && Suspensions.resume(by.get(), process.get());
  }

  /** Removes all messages from a mailbox and returns them, oldest first; for {@code :flush}. */
  public List<MailboxView.MessageView> flush(Pid pid) {
    return wiring.inspector().flush(pid);
  }

  /** The live processes other than evaluators. */
  public int userProcessCount() {
    return Math.max(0, wiring.kernel().table().size() - wiring.sessions().count());
  }

  /**
   * Ends all processes but evaluators: by {@code shutdown}, and by {@code kill} when {@code grace}
   * is over. Then ends the programs of the system that they have started. Waits for {@code grace}
   * at most, and a second for these programs.
   *
   * @return the number of processes that were killed
   */
  public int shutdown(Duration grace) {
    return wiring.shutdown(grace);
  }

  /** Waits until all reports made so far are shown, at most {@code limit}. */
  public void settleReports(Duration limit) {
    wiring.reports().settle(limit);
  }

  /**
   * Waits until the crash reports that are due are shown, at most {@code limit}; returns at once if
   * none is waiting. The prompt calls it before it shows a result (ADR 56).
   */
  public void awaitReports(Duration limit) {
    wiring.reports().awaitShown(limit);
  }

  /** Processes that have ended, and crash reports. */
  public History history() {
    return wiring.history();
  }

  /** The running traces of processes, and a method that starts one. */
  public Traces traces() {
    return traces;
  }

  /** Time since the node was started. */
  public Duration uptime() {
    return since(wiring.startedNanos());
  }

  /** Versions in use, for banners. */
  public NodeVersions versions() {
    return wiring.versions();
  }

  /** The names of a process, or empty when it is dead. */
  public Optional<ProcessNames> names(Pid pid) {
    return find(pid).map(ShownProcess::names);
  }

  /** Kills every process and stops all threads of the node. Idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      wiring.close();
    }
  }
}
