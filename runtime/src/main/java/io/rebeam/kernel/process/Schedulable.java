package io.rebeam.kernel.process;

import io.rebeam.kernel.jfr.Flight;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What whoever runs a process sees of it: whether it is alive, may run, what for, and since when it
 * waits.
 */
abstract class Schedulable extends SpinLocked {
  /*
   * Being run. Only these edges exist:
   *   WAITING  -> RUNNABLE  any thread, in wake(); it then tells the host
   *   RUNNING  -> NOTIFIED  any thread, in wake()
   *   RUNNABLE -> RUNNING   the host, in beginSlice()
   *   NOTIFIED -> RUNNING   the host, in beginSlice(), to look again
   *   RUNNING  -> WAITING   the host, in beginSlice() when there is nothing to do, and in endSlice()
   *   NOTIFIED -> RUNNABLE  the host, in endSlice()
   *   RUNNING  -> RUNNABLE  the host, in endSlice(), for a yield
   * Whoever gives a process something to do publishes it first and calls wake() then: whatever the
   * state, the process looks once more before it waits. No wake-up is lost (M14), whoever moves
   * the signals that have arrived into the mailbox.
   *
   * Life: ALIVE -> EXITING -> DEAD or ALIVE -> DEAD, under the lock. EXITING means the last signal
   * has been received and the coroutine still unwinds (N6).
   */
  private static final int WAITING = 0;
  private static final int RUNNABLE = 1;
  private static final int RUNNING = 2;
  private static final int NOTIFIED = 3;

  static final int ALIVE = 0;
  static final int EXITING = 1;
  static final int DEAD = 2;

  /** Receives that may find a message at once before a process has to let others run (M12). */
  static final int RECEIVE_BUDGET = 2_000;

  private static final VarHandle RUN;

  static {
    try {
      RUN = MethodHandles.lookup().findVarHandle(Schedulable.class, "run", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final ProcessHost host;
  private final boolean blocking;

  // state words, protocol above
  private volatile int run = WAITING;
  volatile int life = ALIVE;

  // guarded by the lock; display reads them without
  private boolean started;
  private volatile boolean unwinding;
  private boolean interrupted;
  private boolean signalled;
  private volatile boolean suspended;
  private volatile Priority priority = Priority.NORMAL;

  // owner: the thread that runs it; read by others for display
  private volatile @Nullable Thread thread;
  private WaitMode waitMode = WaitMode.MESSAGE;
  private WaitMode handlersBegan = WaitMode.MESSAGE; // what it waited for when handlers began
  private int waitGeneration;
  private volatile int wokenGeneration = -1;
  private int receiveBudget;
  private long slices;
  private long cpuNanos;

  Schedulable(ProcessHost host, boolean blocking) {
    this.host = host;
    this.blocking = blocking;
  }

  /** The process itself; there is one subclass. */
  abstract LocalProcess self();

  abstract @Nullable Object functionName();

  /** Acts on the signals that have arrived. The caller holds no lock. */
  abstract void settleArrived();

  /** Whether there is a message that the current receive has not looked at. Under the lock. */
  abstract boolean hasUnscanned();

  // ---- as others see it ----

  public final ProcessHost host() {
    return host;
  }

  public final boolean isBlocking() {
    return blocking;
  }

  /** Whether its last signal has been received; no signals are handled by asking. */
  public final boolean isExitingOrDead() {
    return life != ALIVE;
  }

  public final boolean isDead() {
    return life == DEAD;
  }

  /** Whether its coroutine has been told to exit. */
  public final boolean isUnwinding() {
    return unwinding;
  }

  /** Whether it is being run now. */
  public final boolean isRunning() {
    int state = run;
    return state == RUNNING || state == NOTIFIED;
  }

  public final boolean isRunnable() {
    return run == RUNNABLE;
  }

  public final boolean isSuspended() {
    return suspended;
  }

  public final Priority priority() {
    return priority;
  }

  /** Sets how it shares its scheduler with others, from its next wake-up on; the old value (I5). */
  public final Priority setPriority(Priority level) {
    Priority old = priority;
    priority = level;
    return old;
  }

  /** The thread of a blocking process, while it has one. */
  public final @Nullable Thread thread() {
    return thread;
  }

  public final void setThread(@Nullable Thread thread) {
    this.thread = thread;
  }

  public final long slices() {
    return slices;
  }

  /** CPU time of the slices that have ended. */
  public final long cpuNanos() {
    return cpuNanos;
  }

  public final WaitMode waitMode() {
    return waitMode;
  }

  // ---- waking, any thread ----

  /** Lets the process run for the first time. Called once, by its creator. */
  public final void start() {
    recordStart();
    wake();
  }

  /** Tells the Flight Recorder that it starts. Called once. */
  public final void recordStart() {
    if (Flight.recordsSpawns()) {
      LocalProcess self = self();
      Flight.spawned(self.serial(), self.parent(), self.functionName());
    }
  }

  /** Lets the process look at what its caller has published. */
  final void wake() {
    while (true) {
      Chaos.seam();
      int state = run;
      if (state == WAITING) {
        if (RUN.compareAndSet(this, WAITING, RUNNABLE)) {
          host.runnable(self());
          return;
        }
      } else if (state != RUNNING || RUN.compareAndSet(this, RUNNING, NOTIFIED)) {
        return;
      }
    }
  }

  /** Ends the wait numbered {@code generation}, if the process is still in it. Any thread. */
  public final void wakeUp(int generation) {
    acquire();
    if (generation - wokenGeneration > 0) { // a late waker must not hide a newer one
      wokenGeneration = generation;
    }
    release();
    wake();
  }

  /** Asks the process to stop waiting with a {@code KeyboardInterrupt}. Any thread. */
  public final void interrupt() {
    acquire();
    interrupted = true;
    release();
    wake();
  }

  /** Lets the process run its handlers of signals, at its next slice. Any thread. */
  public final void signal() {
    acquire();
    signalled = true;
    release();
    wake();
  }

  /** Under the lock; {@link #wake} follows when it is false. */
  final void setSuspended(boolean on) {
    suspended = on;
  }

  // ---- being run, called by the host ----

  /** RUNNABLE to RUNNING, or back to WAITING when there is nothing to run for. */
  public final Turn beginSlice() {
    while (true) {
      run = RUNNING;
      settleArrived();
      Chaos.seam();
      Turn turn = turn();
      Chaos.seam();
      if (turn != Turn.NONE) {
        receiveBudget = RECEIVE_BUDGET;
        slices++;
        return turn;
      }
      if (life == DEAD || RUN.compareAndSet(this, RUNNING, WAITING)) {
        return Turn.NONE;
      }
    }
  }

  private Turn turn() {
    acquire();
    try {
      if (life == DEAD) {
        return Turn.NONE;
      }
      if (life == EXITING) {
        if (unwinding) {
          return takeWaitIsOver() ? Turn.RESUME : Turn.NONE;
        }
        unwinding = true;
        host.unwinding(self());
        return Turn.UNWIND;
      }
      if (suspended) {
        return Turn.NONE;
      }
      if (interrupted) {
        interrupted = false;
        return Turn.INTERRUPT;
      }
      if (!started) {
        started = true;
        if (signalled) {
          run = NOTIFIED; // its handlers run when it first waits
        }
        return Turn.RESUME;
      }
      if (signalled) {
        signalled = false;
        handlersBegan = waitMode;
        if (isWaitOver()) {
          run = NOTIFIED; // it looks again after its handlers
        }
        return Turn.HANDLE;
      }
      if (takeWaitIsOver()) {
        return Turn.RESUME;
      }
      return Turn.NONE;
    } finally {
      release();
    }
  }

  /** Whether what it waits for has come. A wake-up ends one wait and is used up by that. */
  private boolean takeWaitIsOver() {
    boolean over = isWaitOver();
    if (over && waitMode != WaitMode.YIELD && wokenGeneration == waitGeneration) {
      waitGeneration++;
    }
    return over;
  }

  private boolean isWaitOver() {
    return waitMode == WaitMode.YIELD
        || wokenGeneration == waitGeneration
        || (waitMode == WaitMode.MESSAGE && hasUnscanned());
  }

  /** The slice is over and the process lives on: it waits, or has yielded. */
  public final void endSlice(long nanos) {
    cpuNanos += nanos;
    Chaos.seam();
    if (life == DEAD) {
      return;
    }
    if (waitMode == WaitMode.YIELD || !RUN.compareAndSet(this, RUNNING, WAITING)) {
      run = RUNNABLE;
      host.runnable(self());
    }
  }

  /** A blocking process counts its waits and its CPU time itself. */
  public final void addCpuNanos(long nanos) {
    cpuNanos += nanos;
  }

  // ---- blocking processes, called by their own thread ----

  /** Whether there is a reason to stop waiting now. Handles signals. */
  public final boolean waitEnded() {
    settleArrived();
    Chaos.seam();
    if (life != ALIVE) {
      return true;
    }
    acquire();
    try {
      if (!suspended && (interrupted || takeWaitIsOver())) {
        interrupted = false;
        return true;
      }
      return false;
    } finally {
      release();
    }
  }

  /** Publishes that the thread is about to park. */
  public final void beginBlockedWait() {
    run = WAITING;
  }

  /** The thread goes on. */
  public final void endBlockedWait() {
    run = RUNNING;
    receiveBudget = RECEIVE_BUDGET;
    slices++;
  }

  /** Whether the thread may park; false once someone has woken it. */
  public final boolean stillWaiting() {
    return run == WAITING && life == ALIVE;
  }

  // ---- waits, called by the process's own thread ----

  /** Says what the coming wait is for and returns its number, for {@link #wakeUp}. */
  public final int prepareWait(WaitMode mode) {
    waitMode = mode;
    waitGeneration++;
    return waitGeneration;
  }

  /** The wait is over: its wake-up, come or still to come, does not end the next one. */
  public final void endWait() {
    waitGeneration++;
  }

  /** Handlers of signals have run: it waits on as it did before. */
  public final void resumeWait() {
    waitMode = handlersBegan;
  }

  /** The number of the current wait. Read by others only while the process cannot run. */
  public final int waitNumber() {
    return waitGeneration;
  }

  /** Changes what the current wait is for without giving it a new number. */
  public final void waitFor(WaitMode mode) {
    waitMode = mode;
  }

  /** Whether the wait numbered {@code generation} was ended by {@link #wakeUp}. */
  public final boolean wasWoken(int generation) {
    return wokenGeneration == generation;
  }

  /**
   * Counts a receive; true when the process has to suspend first, to let others run (M12) or
   * because somebody wants it to (I9).
   */
  public final boolean mustSuspendFirst() {
    if (--receiveBudget < 0 || suspended) {
      waitMode = WaitMode.YIELD;
      return true;
    }
    return false;
  }
}
