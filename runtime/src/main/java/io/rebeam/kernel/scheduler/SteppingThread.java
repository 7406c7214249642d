package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.jfr.Flight;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.signal.ExitReason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thread that steps coroutine processes by a loop written in Python. */
abstract class SteppingThread extends RuntimeThread {
  /** A bug that comes again and again must not take the machine. */
  private static final long AFTER_BUG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  final Scheduler scheduler;

  SteppingThread(Scheduler scheduler, String name) {
    super(name);
    this.scheduler = scheduler;
  }

  /** Whether the thread is still wanted. */
  abstract boolean isWanted();

  /** Runs the Python loop; it may throw what was thrown at a process. */
  abstract void stepAll(PythonSide python);

  @Override
  final boolean isStepping() {
    return true;
  }

  @Override
  public final void run() {
    PythonSide python = scheduler.python();
    python.enter();
    useVariables(python.variables());
    try {
      while (isWanted()) {
        step(python);
      }
    } finally {
      scheduler.gone(this);
      python.leave();
    }
  }

  /** Tells the Flight Recorder of a slice that was too long. */
  final void recordLong(LocalProcess process, long nanos) {
    if (nanos > SliceMonitor.SLICE_NANOS) {
      Flight.longSlice(
          process.serial(), () -> process.name() == null ? process.label() : process.name(), nanos);
    }
  }

  private void step(PythonSide python) {
    try {
      stepAll(python);
    } catch (ProcessKilled killed) {
      endSlice(ExitReason.KILLED);
    } catch (Throwable escaped) {
      LocalProcess process = current();
      if (process != null && wasInterruptRaised()) {
        // Just before its code was resumed, or just after it began to wait: raise it there.
        leaveSlice();
        RunState.interrupt(process);
        RunState.endSlice(process, 0);
        return;
      }
      // Thrown at a process by a safepoint action, just outside the loop's own handler; or our bug.
      if (isWanted() && (process == null || !python.isPython(escaped))) {
        scheduler.report(escaped);
        LockSupport.parkNanos(this, AFTER_BUG_NANOS);
      }
      endSlice(ExitReason.ofWord("interrupted"));
    }
  }

  private void endSlice(ExitReason reason) {
    LocalProcess process = current();
    leaveSlice();
    if (process != null) {
      Exits.finish(process, reason);
    }
  }

  /** Ends the slice of the process the thread ran, if there is one that still lives. */
  final void endSlice(long now) {
    LocalProcess previous = current();
    if (previous != null) {
      long began = sliceNanos();
      recordLong(previous, now - began);
      leaveSlice();
      RunState.endSlice(previous, now - began);
    }
  }
}
