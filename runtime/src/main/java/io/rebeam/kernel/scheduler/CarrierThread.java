package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.signal.ExitReason;

/** The thread that steps a scheduler's coroutine processes, until it is retired. */
final class CarrierThread extends RuntimeThread {
  private final Scheduler scheduler;

  /** Set before the thread looks at the run queue a last time and parks; wakers read it after. */
  private volatile boolean idle;

  CarrierThread(Scheduler scheduler, int number) {
    super("rebeam-scheduler-" + scheduler.number() + "." + number);
    this.scheduler = scheduler;
  }

  boolean isIdle() {
    return idle;
  }

  void setIdle(boolean idle) {
    this.idle = idle;
  }

  @Override
  public void run() {
    PythonSide python = scheduler.python();
    python.enter();
    try {
      while (scheduler.isCarrier(this)) {
        step(python);
      }
    } finally {
      scheduler.gone(this);
      python.leave();
    }
  }

  private void step(PythonSide python) {
    try {
      python.runCarrier();
    } catch (ProcessKilled killed) {
      endSlice(ExitReason.KILLED);
    } catch (Throwable escaped) {
      LocalProcess process = current();
      if (process != null && wasInterruptRaised()) {
        // Just before its code was resumed, or just after it began to wait: raise it there.
        leaveSlice();
        process.interrupt();
        process.endSlice(0);
        return;
      }
      // Thrown at a process by a safepoint action, just outside the loop's own handler; or our bug.
      if (current() == null && scheduler.isCarrier(this)) {
        scheduler.report(escaped);
      }
      endSlice(ExitReason.ofWord("interrupted"));
    }
  }

  private void endSlice(ExitReason reason) {
    LocalProcess process = current();
    leaveSlice();
    if (process != null) {
      process.finish(reason);
    }
  }
}
