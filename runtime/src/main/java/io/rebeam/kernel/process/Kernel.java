package io.rebeam.kernel.process;

import io.rebeam.kernel.registry.NameRegistry;
import io.rebeam.time.Ticker;
import java.util.function.Consumer;

/** What all processes of a node share: directory, clock, limits, observer. Any thread. */
public final class Kernel {
  private final Ticker ticker;
  private final int maxProcesses;
  private final Directory directory;
  private final ProcessObserver observer;
  private final Consumer<Iterable<Long>> timerCancellation;

  /**
   * @param maxProcesses processes that may exist at once (semantics A11)
   * @param timerCancellation cancels the timers of a process that ends, by the serials of their
   *     references (semantics G5); called under the lock of the process
   */
  public Kernel(
      Ticker ticker,
      int maxProcesses,
      Directory directory,
      ProcessObserver observer,
      Consumer<Iterable<Long>> timerCancellation) {
    this.ticker = ticker;
    this.maxProcesses = maxProcesses;
    this.directory = directory;
    this.observer = observer;
    this.timerCancellation = timerCancellation;
  }

  public Ticker ticker() {
    return ticker;
  }

  public int maxProcesses() {
    return maxProcesses;
  }

  public ProcessTable table() {
    return directory.table();
  }

  public NameRegistry<LocalProcess> names() {
    return directory.names();
  }

  /** What is called at the events of processes. */
  public ProcessObserver observer() {
    return observer;
  }

  void cancelTimers(Iterable<Long> refs) {
    timerCancellation.accept(refs);
  }

  long nextPid() {
    return directory.nextPid();
  }

  /** The highest process serial used so far. */
  public long lastPid() {
    return directory.lastPid();
  }

  /** A reference serial that was never used before (semantics D21). */
  public long nextRef() {
    return directory.nextRef();
  }

  /** The serial of the last reference made. */
  public long lastRef() {
    return directory.lastRef();
  }
}
