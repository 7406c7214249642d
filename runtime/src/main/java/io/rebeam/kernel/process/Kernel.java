package io.rebeam.kernel.process;

import io.rebeam.kernel.registry.NameRegistry;
import io.rebeam.time.Ticker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What all processes of a node share: the table, the names, the clock, the serial numbers. */
public final class Kernel {
  /** Processes that may exist at once (semantics A11). */
  public static final int MAX_PROCESSES = 16_000_000;

  private final AtomicLong pids = new AtomicLong();
  private final AtomicLong refs = new AtomicLong();
  private final ProcessTable table = new ProcessTable();
  private final NameRegistry names = new NameRegistry();
  private final Ticker ticker;
  private volatile Consumer<Iterable<Long>> timerCancellation = refs -> {};

  public Kernel(Ticker ticker) {
    this.ticker = ticker;
  }

  public ProcessTable table() {
    return table;
  }

  public NameRegistry names() {
    return names;
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
}
