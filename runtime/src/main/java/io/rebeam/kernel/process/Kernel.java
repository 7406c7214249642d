package io.rebeam.kernel.process;

import io.rebeam.kernel.history.Endings;
import io.rebeam.kernel.history.ReportLog;
import io.rebeam.kernel.registry.NameRegistry;
import io.rebeam.kernel.table.Tables;
import io.rebeam.kernel.trace.Tracing;
import io.rebeam.time.Ticker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What all processes of a node share: the table, the names, the clock, the serial numbers. */
public final class Kernel {
  private final AtomicLong pids = new AtomicLong();
  private final AtomicLong refs = new AtomicLong();
  private final ProcessTable table = new ProcessTable();
  private final NameRegistry names = new NameRegistry();
  private final ServerModules serverModules = new ServerModules();
  private final Tables tables = new Tables();
  private final Endings endings = new Endings();
  private final ReportLog reports = new ReportLog();
  private final Tracing tracing = new Tracing(this);
  private final Ticker ticker;
  private final int maxProcesses;
  private final RuntimeEvents events;
  private volatile Consumer<Iterable<Long>> timerCancellation = refs -> {};

  /**
   * @param maxProcesses processes that may exist at once (semantics A11)
   */
  public Kernel(Ticker ticker, int maxProcesses) {
    this.ticker = ticker;
    this.maxProcesses = maxProcesses;
    this.events = new RuntimeEvents(ticker);
  }

  public int maxProcesses() {
    return maxProcesses;
  }

  public RuntimeEvents events() {
    return events;
  }

  public ProcessTable table() {
    return table;
  }

  public NameRegistry names() {
    return names;
  }

  /** What processes share. */
  public Tables tables() {
    return tables;
  }

  /** The modules whose servers can be reloaded. */
  public ServerModules serverModules() {
    return serverModules;
  }

  /** The processes that have ended last. */
  public Endings endings() {
    return endings;
  }

  /** Crash reports and warnings. */
  public ReportLog reports() {
    return reports;
  }

  /** The traces of processes. */
  public Tracing tracing() {
    return tracing;
  }

  public Ticker ticker() {
    return ticker;
  }

  /** Sets how the timers of a process that ends are cancelled (semantics G5). */
  public void onTimersLeft(Consumer<Iterable<Long>> cancellation) {
    timerCancellation = cancellation;
  }

  void cancelTimers(Iterable<Long> refs) {
    timerCancellation.accept(refs);
  }

  /** A process serial that was never used before (semantics A30). */
  long nextPid() {
    return pids.incrementAndGet();
  }

  /** The highest process serial used so far. */
  public long lastPid() {
    return pids.get();
  }

  /** A reference serial that was never used before (semantics D21). */
  public long nextRef() {
    return refs.incrementAndGet();
  }

  /** The serial of the last reference made. */
  public long lastRef() {
    return refs.get();
  }
}
