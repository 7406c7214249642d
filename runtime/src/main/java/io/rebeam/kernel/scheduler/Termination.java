package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessFacts;
import io.rebeam.kernel.signal.ExitReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the code of a scheduler's processes end when they have been killed or have got an exit
 * signal (ADR 7).
 *
 * <ul>
 *   <li>A killed process is dead at once. If a thread runs its code, the thread is requested to
 *       unwind, at its next safepoint, and again by the slice monitor until it has: at some places
 *       it must not unwind, such as in the import system ({@link PythonSide#killIn}). A process
 *       whose thread goes on is a zombie.
 *   <li>A coroutine with an exit signal unwinds when it is run next. It is abandoned, that is ended
 *       without its code, when it has not begun or finished that in the grace time (N7).
 *   <li>A blocking process with an exit signal is dead at once, and its thread unwinds by {@code
 *       ProcessExit}; after the grace time as if it were killed.
 * </ul>
 */
public final class Termination {
  private final Scheduler scheduler;
  private final RuntimeEvents events;
  private final GracePeriods gracePeriods;

  /** Killed processes whose code may still run, and since when, in ticker nanoseconds. */
  private final Map<LocalProcess, Long> killedRunning = new ConcurrentHashMap<>();

  Termination(Scheduler scheduler, RuntimeEvents events, Duration gracePeriod) {
    this.scheduler = scheduler;
    this.events = events;
    this.gracePeriods = new GracePeriods(gracePeriod);
  }

  /** How long a process may unwind after an exit signal (N7). */
  public Duration gracePeriod() {
    return gracePeriods.length();
  }

  /** A process has got an exit signal, and has yet to begin to unwind. Any thread. */
  void exiting(LocalProcess process) {
    gracePeriods.begin(process, now(), false);
  }

  /** A process begins to unwind. Any thread. */
  void unwinding(LocalProcess process) {
    gracePeriods.begin(process, now(), true);
  }

  /**
   * Makes the thread that runs a process stop: it was killed, or is a blocking process with an exit
   * signal. Any thread, locks held.
   */
  void stopRunning(LocalProcess process) {
    RuntimeThread thread = scheduler.threadOf(process);
    if (thread == null || thread == Thread.currentThread()) {
      return; // its own thread unwinds at the end of the primitive it is in
    }
    if (process.isBlocking() && !ExitReason.KILLED.equals(process.exitReason())) {
      scheduler.python().raiseExitIn(thread, process);
      LockSupport.unpark(thread);
      return;
    }
    kill(thread, process);
  }

  private void kill(RuntimeThread thread, LocalProcess process) {
    killedRunning.putIfAbsent(process, now());
    scheduler.python().killIn(thread, process);
    LockSupport.unpark(thread);
  }

  /** Called by the slice monitor now and then. */
  void look(long now) {
    gracePeriods.look(now, this::graceIsOver);
    killAgain();
  }

  private void graceIsOver(LocalProcess process) {
    RuntimeThread thread = process.isBlocking() ? scheduler.threadOf(process) : null;
    String description = ProcessFacts.describe(process);
    if (Exits.abandon(process)) {
      events.abandoned(process, description, gracePeriods.length());
    } else if (thread != null) {
      kill(thread, process);
    }
  }

  /** Requests threads of killed processes again to unwind, where they could not at once. */
  private void killAgain() {
    for (LocalProcess process : killedRunning.keySet()) {
      RuntimeThread thread = scheduler.threadOf(process);
      if (thread == null || thread.current() != process) {
        killedRunning.remove(process);
      } else {
        scheduler.python().killIn(thread, process);
      }
    }
  }

  /**
   * Whether the code of a killed process has gone on for longer than a process may unwind (N7). Any
   * thread.
   */
  public boolean isOverdue(LocalProcess process) {
    Long since = killedRunning.get(process);
    return since != null && now() - since >= gracePeriods.length().toNanos();
  }

  /**
   * Threads that still run code of a process that is dead, because the code does not come to a
   * point where it could be stopped (N11).
   */
  public int zombies() {
    int zombies = 0;
    for (RuntimeThread thread : scheduler.threads()) {
      LocalProcess process = thread.current();
      if (process != null && process.isDead()) {
        zombies++;
      }
    }
    return zombies;
  }

  private long now() {
    return scheduler.kernel().ticker().nanos();
  }
}
