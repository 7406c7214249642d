package io.rebeam.kernel.python.primitive;

import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.Reasons;
import io.rebeam.kernel.python.safepoint.SharedCode;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.state.NodeState;
import org.jspecify.annotations.Nullable;

/**
 * The thread that calls a primitive: the process that it runs, and the scheduler, callbacks and
 * error sink of the context that it is in (ADR 18). Primitives take all of them from here, at each
 * call, and keep none.
 */
public final class Caller {
  private final Scheduler scheduler;
  private final Callbacks callbacks;
  private final InternalErrors errors;
  private final SharedCode shared;

  public Caller(
      Scheduler scheduler, Callbacks callbacks, InternalErrors errors, SharedCode shared) {
    this.scheduler = scheduler;
    this.callbacks = callbacks;
    this.errors = errors;
    this.shared = shared;
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  /** What the processes of the node share. */
  public NodeState node() {
    return scheduler.node();
  }

  public Kernel kernel() {
    return scheduler.kernel();
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  public InternalErrors errors() {
    return errors;
  }

  /** The calling process; null outside of one. */
  public @Nullable LocalProcess processOrNull() {
    return RuntimeThread.currentProcess();
  }

  /** The calling process; raises outside of one. */
  public LocalProcess process() {
    LocalProcess process = RuntimeThread.currentProcess();
    if (process == null) {
      callbacks.call("raise_outside");
      throw new IllegalStateException("raise_outside did not raise");
    }
    return process;
  }

  /** The calling process; raises outside of one, and in one that has ended (N11). */
  public LocalProcess living() {
    LocalProcess process = process();
    if (process.isDead()) {
      stopIfExiting(process);
    }
    return process;
  }

  /**
   * The calling process, null outside of one; raises in one that has ended. For primitives that act
   * on others: the thread of a blocking process may run on for a while after the process's end
   * (N11).
   */
  public @Nullable LocalProcess livingOrNull() {
    LocalProcess process = RuntimeThread.currentProcess();
    if (process != null && process.isDead()) {
      stopIfExiting(process);
    }
    return process;
  }

  /** Raises what a process whose end has come must raise instead of going on (N7, N11). */
  public void stopIfExiting(LocalProcess process) {
    if (process.isExitingOrDead()) {
      ExitReason reason = process.exitReason();
      boolean killed = process.isDead() && (!process.isBlocking() || reason == ExitReason.KILLED);
      if (killed && !shared.holdsLocks(null)) {
        throw new ProcessKilled();
      }
      callbacks.call(
          "raise_exit",
          reason == null ? Reasons.toPython(ExitReason.KILLED) : Reasons.toPython(reason));
    }
  }
}
