package io.rebeam.kernel.inspect;

import io.rebeam.history.EndedProcess;
import io.rebeam.history.ExitOrigin;
import io.rebeam.history.History;
import io.rebeam.history.LoggedCause;
import io.rebeam.kernel.history.Endings;
import io.rebeam.kernel.history.ReportLog;
import io.rebeam.kernel.history.ReportLog.Cause;
import io.rebeam.kernel.process.Ending;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessTable;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the kernel remembers, as records for display. Runs no Python code. Any thread. */
public final class NodeHistory implements History {
  private final Ticker ticker;
  private final ProcessTable processes;
  private final Endings endings;
  private final ReportLog reports;

  public NodeHistory(Ticker ticker, ProcessTable processes, Endings endings, ReportLog reports) {
    this.ticker = ticker;
    this.processes = processes;
    this.endings = endings;
    this.reports = reports;
  }

  @Override
  public List<EndedProcess> ended() {
    return endings.all().stream().map(this::ended).toList();
  }

  @Override
  public long endedTotal() {
    return endings.total();
  }

  @Override
  public Optional<EndedProcess> ended(Pid pid) {
    return Optional.ofNullable(endings.of(pid.serial())).map(this::ended);
  }

  private EndedProcess ended(Ending ending) {
    return new EndedProcess(
        new Pid(ending.serial()),
        names(ending),
        ending.parent() == 0 ? null : new Pid(ending.parent()),
        ending.reason(),
        ending.abnormal(),
        origin(ending),
        Duration.ofNanos(ending.endedNanos() - ending.spawnedNanos()),
        ending.messagesLeft(),
        since(ending.endedNanos()));
  }

  private static ProcessNames names(Ending ending) {
    Object call = ending.initialCall();
    return new ProcessNames(ending.name(), ending.label(), call == null ? "?" : call.toString());
  }

  private ExitOrigin origin(Ending ending) {
    long serial = ending.originSerial();
    return serial == 0
        ? new ExitOrigin(ending.origin(), null, "")
        : new ExitOrigin(ending.origin(), new Pid(serial), nameOf(serial));
  }

  /** The registered name that a process has or had; empty when there is none. */
  public String registeredName(long serial) {
    String name = namesOf(serial).registered();
    return name == null ? "" : name;
  }

  /** The function that a process runs or ran. */
  public String initialCall(long serial) {
    return namesOf(serial).initialCall();
  }

  private ProcessNames namesOf(long serial) {
    LocalProcess process = processes.get(serial);
    Ending ending = process == null ? endings.of(serial) : null;
    if (ending != null) {
      return names(ending);
    }
    return process == null ? new ProcessNames(null, null, "") : ShownProcess.names(process);
  }

  /** How a process is or was called; empty when that is not known any more. */
  private String nameOf(long serial) {
    return namesOf(serial).display();
  }

  @Override
  public List<LoggedCause> log() {
    return reports.causes().stream().map(this::logged).toList();
  }

  @Override
  public Optional<LoggedCause> logOf(Pid pid) {
    @Nullable Cause cause = reports.of(pid.serial());
    return Optional.ofNullable(cause).map(this::logged);
  }

  @Override
  public int clearLog() {
    return reports.clear();
  }

  private LoggedCause logged(Cause cause) {
    long serial = cause.last().serial();
    return new LoggedCause(
        cause.number(),
        cause.last().logger(),
        cause.last().type(),
        cause.last().place(),
        cause.count(),
        since(cause.firstNanos()),
        since(cause.lastNanos()),
        serial == 0 ? null : new Pid(serial),
        cause.last().name(),
        cause.last().headline(),
        cause.last().text());
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(ticker.nanos() - nanos);
  }
}
