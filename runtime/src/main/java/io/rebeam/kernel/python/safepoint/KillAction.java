package io.rebeam.kernel.python.safepoint;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.nodes.Node;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.Reasons;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends the Python code that a thread still runs of a killed process (ADR 7). What happens at a
 * safepoint depends on the place of the code, and on how long the process has been dead; the rule
 * is {@link #stepAt}.
 */
final class KillAction {
  /** What is done at a safepoint. */
  private enum Step {
    /** The frames of the code are unwound; no handler of Python runs. */
    UNWIND,

    /**
     * {@code ProcessExit} is raised: handlers run, which free locks, and code may go on after it.
     * The slice monitor requests the kill again for as long as it does.
     */
    RAISE_EXIT,

    /** Nothing. The kill is requested again. */
    POSTPONE
  }

  private final SafepointInstrument.Safepoints safepoints;
  private final TruffleContext context;
  private final Callbacks callbacks;
  private final SharedCode shared;
  private final LockSharing sharing;
  private final Scheduler scheduler;

  /** Threads with a killing action under way. */
  private final Set<Thread> killing = ConcurrentHashMap.newKeySet();

  KillAction(
      SafepointInstrument.Safepoints safepoints,
      TruffleContext context,
      Callbacks callbacks,
      SharedCode shared,
      LockSharing sharing,
      Scheduler scheduler) {
    this.safepoints = safepoints;
    this.context = context;
    this.callbacks = callbacks;
    this.shared = shared;
    this.sharing = sharing;
    this.scheduler = scheduler;
  }

  /** Ends the code of {@code process}, if {@code thread} still runs it. Any thread. */
  void kill(RuntimeThread thread, LocalProcess process) {
    if (killing.add(thread)) {
      safepoints.submit(context, thread, access -> endCode(thread, process, access));
    }
  }

  /** The thread is about to leave the context, where its actions are dropped. */
  void leaving(RuntimeThread thread) {
    killing.remove(thread);
  }

  private void endCode(
      RuntimeThread thread, LocalProcess process, ThreadLocalAction.Access access) {
    Step step;
    try {
      if (thread.current() != process) {
        return;
      }
      step = stepAt(sharing.location(thread, access), process);
      if (step == Step.UNWIND) {
        LockSharing.takeLock();
      }
    } finally {
      killing.remove(thread); // not before: another kill must not end "leave_wait"
    }
    switch (step) {
      case UNWIND -> throw new ProcessKilled();
      case RAISE_EXIT -> {
        LockSharing.takeLock();
        callbacks.call("raise_exit", Reasons.toPython(ExitReason.KILLED));
      }
      case POSTPONE -> sharing.later(thread, () -> kill(thread, process));
    }
  }

  /**
   * What to do with the code of a killed process at a place of it.
   *
   * <ul>
   *   <li>Code that changes what all processes share goes on.
   *   <li>C code lets only exceptions of Python pass.
   *   <li>Code that holds no lock of Python's library is unwound, out of a wait for a lock too.
   *   <li>All other code has the grace time to free its locks; then an exception makes it do so.
   * </ul>
   */
  private Step stepAt(@Nullable Node location, LocalProcess process) {
    if (shared.isUninterruptible(location)
        || (scheduler.loop().isInside() && shared.changesLoop())) {
      return Step.POSTPONE;
    }
    if (SharedCode.isCalledByNativeCode()) {
      return Step.RAISE_EXIT;
    }
    if (!shared.holdsLocks(location) && leavesWait(location)) {
      return Step.UNWIND;
    }
    return scheduler.termination().isOverdue(process) ? Step.RAISE_EXIT : Step.POSTPONE;
  }

  /** Takes the thread out of a wait for a lock; False when it cannot leave the wait here. */
  private boolean leavesWait(@Nullable Node location) {
    return !SharedCode.waitsForLock(location) || callbacks.call("leave_wait") == Boolean.TRUE;
  }
}
