package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.process.LocalProcess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that watches for processes that hold a thread too long (ADR 6). It hands the run queue
 * over when processes wait for the carrier, makes running threads share the GIL, reports processes
 * that run for seconds, calls {@link Termination} and {@link MemoryGuard}, and takes the samples of
 * {@link LoadMeter}.
 */
final class SliceMonitor extends Thread {
  /** How long a process may hold the carrier while others are runnable. */
  static final long SLICE_NANOS = Chaos.share(TimeUnit.MILLISECONDS.toNanos(10));

  /** How often a running thread gives up the GIL. */
  static final long LOCK_SHARE_NANOS = Chaos.share(TimeUnit.MILLISECONDS.toNanos(2));

  /** How long a process may hold a carrier before it is reported (M10). */
  static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Scheduler scheduler;
  private final MemoryGuard memory;
  private final LostWakeUps lostWakeUps;
  private volatile boolean shutDown;

  SliceMonitor(Scheduler scheduler) {
    super(null, null, "rebeam-monitor-" + scheduler.number(), 0, false);
    this.scheduler = scheduler;
    this.memory =
        new MemoryGuard(
            (thread, process) -> scheduler.python().raiseMemoryErrorIn(thread, process));
    this.lostWakeUps = new LostWakeUps(scheduler);
    setDaemon(true);
  }

  void shutDown() {
    shutDown = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    while (!shutDown) {
      LockSupport.parkNanos(this, LOCK_SHARE_NANOS);
      look(scheduler.kernel().ticker().nanos());
    }
  }

  private void look(long now) {
    scheduler.load().sample(now, scheduler.threads());
    memory.look(now, scheduler.threads());
    scheduler.termination().look(now);
    lostWakeUps.look();
    CarrierThread carrier = scheduler.carrier();
    if (carrier != null && isStuck(carrier, now) && scheduler.hasWaitingWork()) {
      scheduler.handOver();
    }
    if (scheduler.threads().size() > 1) {
      for (RuntimeThread thread : scheduler.threads()) {
        if (thread.sliceNanos() != 0) {
          scheduler.python().yieldIn(thread);
        }
      }
    }
    reportHeld(now);
  }

  /** A thread that shares the GIL with others gets that much more time before it is reported. */
  private void reportHeld(long now) {
    int busy = 0;
    for (RuntimeThread thread : scheduler.threads()) {
      busy += thread.sliceNanos() == 0 ? 0 : 1;
    }
    for (RuntimeThread thread : scheduler.threads()) {
      long began = thread.sliceNanos();
      if (thread instanceof SteppingThread
          && began != 0
          && now - began > Math.max(1, busy) * REPORT_NANOS) {
        report(thread, now - began);
      }
    }
  }

  private void report(RuntimeThread thread, long nanos) {
    LocalProcess process = thread.current();
    if (process != null && !process.isDead() && thread.markHeld()) {
      scheduler.reportHeld(thread, process, nanos);
    }
  }

  private static boolean isStuck(RuntimeThread thread, long now) {
    long began = thread.sliceNanos();
    return began != 0 && now - began > SLICE_NANOS;
  }
}
