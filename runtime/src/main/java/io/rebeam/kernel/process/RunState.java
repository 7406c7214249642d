package io.rebeam.kernel.process;

import io.rebeam.kernel.chaos.Chaos;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The run word of a process and its waits: how a process becomes runnable, is run, and waits. The
 * state is in {@link LocalProcess}; a scheduler calls the methods of slices, the process's own
 * thread those of waits, and any thread those of wake-ups.
 */
public final class RunState {
  /*
   * The run word. Only these edges exist:
   *   WAITING  -> RUNNABLE  any thread, in wake(), which then calls ProcessHost.runnable
   *   RUNNING  -> NOTIFIED  any thread, in wake()
   *   RUNNABLE -> RUNNING   the host, in beginSlice()
   *   NOTIFIED -> RUNNING   the host, in beginSlice(), to look again
   *   RUNNING  -> WAITING   the host, in beginSlice() when there is nothing to do, and in endSlice()
   *   NOTIFIED -> RUNNABLE  the host, in endSlice()
   *   RUNNING  -> RUNNABLE  the host, in endSlice(), for a yield
   * A thread that gives a process something to do publishes it first and then calls wake():
   * whatever the state, the process looks once more before it waits. No wake-up is lost (M14),
   * whichever thread moves the signals that have arrived into the mailbox.
   */
  static final int WAITING = 0;
  static final int RUNNABLE = 1;
  static final int RUNNING = 2;
  static final int NOTIFIED = 3;

  /** Receives that may find a message at once before a process has to let others run (M12). */
  static final int RECEIVE_BUDGET = 2_000;

  /**
   * Counts failed wake-ups. Two threads may write the same number: each has marked its process
   * before it read the old one, so a thread that reads the new number finds both processes.
   */
  static volatile int failedWakeUps;

  private static final VarHandle RUN;

  static {
    try {
      RUN = MethodHandles.lookup().findVarHandle(LocalProcess.class, "run", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What a waiting process waits for. */
  public enum WaitMode {
    /** A message it has not scanned, or its wake-up. */
    MESSAGE,
    /** Its wake-up only: a sleep, or a blocking call it awaits. */
    WAKE_UP,
    /** Nothing: it only let others run. */
    YIELD
  }

  /** What the host has to do with a process it took from its run queue. */
  public enum Turn {
    /** Resume its code. */
    RESUME,
    /** Resume it by throwing its exit reason in. */
    UNWIND,
    /** Resume it by throwing {@code KeyboardInterrupt} in. */
    INTERRUPT,
    /** Run its handlers of signals of the operating system; what it waits for has not come. */
    HANDLE,
    /** Nothing: it is dead, suspended, or waits on. */
    NONE
  }

  private RunState() {}

  /** Whether its code is being run now. */
  public static boolean isRunning(LocalProcess process) {
    int state = process.run;
    return state == RUNNING || state == NOTIFIED;
  }

  /** Whether it waits for its turn in a run queue. */
  public static boolean isRunnable(LocalProcess process) {
    return process.run == RUNNABLE;
  }

  // ---- waking, any thread ----

  /** Lets a process run for the first time. Called once, by its creator. */
  public static void start(LocalProcess process) {
    process.kernel().observer().started(process);
    wake(process);
  }

  /** Lets the process look at what the calling thread has published. */
  public static void wake(LocalProcess process) {
    while (true) {
      Chaos.seam();
      int state = process.run;
      if (state == WAITING) {
        if (RUN.compareAndSet(process, WAITING, RUNNABLE)) {
          try {
            process.host.runnable(process);
          } catch (StackOverflowError | OutOfMemoryError e) {
            process.wakeUpFailed = true; // no call here: there may be no stack for one
            failedWakeUps = failedWakeUps + 1;
            throw e;
          }
          return;
        }
      } else if (state != RUNNING || RUN.compareAndSet(process, RUNNING, NOTIFIED)) {
        return;
      }
    }
  }

  /**
   * Changes after wake-ups have failed for want of stack or memory; {@link #takeFailedWakeUp} then
   * finds the processes.
   */
  public static int failedWakeUps() {
    return failedWakeUps;
  }

  /** Whether a wake-up of the process has failed since the last call. For one thread. */
  public static boolean takeFailedWakeUp(LocalProcess process) {
    boolean failed = process.wakeUpFailed;
    if (failed) {
      process.wakeUpFailed = false;
    }
    return failed;
  }

  /** Ends the wait numbered {@code generation}, if the process is still in it. */
  public static void wakeUp(LocalProcess process, int generation) {
    process.acquire();
    if (generation - process.wokenGeneration > 0) { // a late wake-up must not hide a newer one
      process.wokenGeneration = generation;
    }
    process.release();
    wake(process);
  }

  /** Requests that the process stops waiting with a {@code KeyboardInterrupt}. */
  public static void interrupt(LocalProcess process) {
    process.acquire();
    process.interrupted = true;
    process.release();
    wake(process);
  }

  /** Lets the process run its handlers of signals, at its next slice. */
  public static void runHandlers(LocalProcess process) {
    process.acquire();
    process.signalled = true;
    process.release();
    wake(process);
  }

  // ---- being run, called by the host ----

  /** RUNNABLE to RUNNING, or back to WAITING when there is nothing to run for. */
  public static Turn beginSlice(LocalProcess process) {
    while (true) {
      process.run = RUNNING;
      Signals.settle(process);
      Chaos.seam();
      Turn turn = turn(process);
      Chaos.seam();
      if (turn != Turn.NONE) {
        process.receiveBudget = RECEIVE_BUDGET;
        process.slices++;
        return turn;
      }
      if (process.life == LocalProcess.DEAD || RUN.compareAndSet(process, RUNNING, WAITING)) {
        return Turn.NONE;
      }
    }
  }

  private static Turn turn(LocalProcess process) {
    process.acquire();
    try {
      if (process.life == LocalProcess.DEAD) {
        return Turn.NONE;
      }
      if (process.life == LocalProcess.EXITING) {
        if (process.unwinding) {
          return takeWaitIsOver(process) ? Turn.RESUME : Turn.NONE;
        }
        process.unwinding = true;
        process.host.unwinding(process);
        return Turn.UNWIND;
      }
      if (process.suspended) {
        return Turn.NONE;
      }
      if (process.interrupted) {
        process.interrupted = false;
        return Turn.INTERRUPT;
      }
      if (!process.started) {
        process.started = true;
        if (process.signalled) {
          process.run = NOTIFIED; // its handlers run when it first waits
        }
        return Turn.RESUME;
      }
      if (process.signalled) {
        process.signalled = false;
        process.handlersBegan = process.waitMode;
        if (isWaitOver(process)) {
          process.run = NOTIFIED; // it looks again after its handlers
        }
        return Turn.HANDLE;
      }
      return takeWaitIsOver(process) ? Turn.RESUME : Turn.NONE;
    } finally {
      process.release();
    }
  }

  /** Whether what it waits for has come. A wake-up ends one wait and is used up by that. */
  private static boolean takeWaitIsOver(LocalProcess process) {
    boolean over = isWaitOver(process);
    if (over
        && process.waitMode != WaitMode.YIELD
        && process.wokenGeneration == process.waitGeneration) {
      process.waitGeneration++;
    }
    return over;
  }

  private static boolean isWaitOver(LocalProcess process) {
    return process.waitMode == WaitMode.YIELD
        || process.wokenGeneration == process.waitGeneration
        || (process.waitMode == WaitMode.MESSAGE && process.mailbox.hasUnscanned());
  }

  /**
   * The slice is over and the process lives on: it waits, or has yielded.
   *
   * @param nanos the length of the slice
   */
  public static void endSlice(LocalProcess process, long nanos) {
    process.cpuNanos += nanos;
    Chaos.seam();
    if (process.life == LocalProcess.DEAD) {
      return;
    }
    if (process.waitMode == WaitMode.YIELD || !RUN.compareAndSet(process, RUNNING, WAITING)) {
      process.run = RUNNABLE;
      process.host.runnable(process);
    }
  }

  // ---- blocking processes, called by their own thread ----

  /** Adds CPU time that a blocking process has measured itself. */
  public static void addCpuNanos(LocalProcess process, long nanos) {
    process.cpuNanos += nanos;
  }

  /** Whether there is a reason to stop waiting now. Handles signals. */
  public static boolean waitEnded(LocalProcess process) {
    Signals.settle(process);
    Chaos.seam();
    if (process.life != LocalProcess.ALIVE) {
      return true;
    }
    process.acquire();
    try {
      if (!process.suspended && (process.interrupted || takeWaitIsOver(process))) {
        process.interrupted = false;
        return true;
      }
      return false;
    } finally {
      process.release();
    }
  }

  /** Publishes that the thread is about to park. */
  public static void beginBlockedWait(LocalProcess process) {
    process.run = WAITING;
  }

  /** Whether the thread may park; false once the process has been woken. */
  public static boolean isStillWaiting(LocalProcess process) {
    return process.run == WAITING && process.life == LocalProcess.ALIVE;
  }

  /** The thread begins to run code of the process, or goes on after a wait. */
  public static void run(LocalProcess process) {
    process.run = RUNNING;
    process.receiveBudget = RECEIVE_BUDGET;
    process.slices++;
  }

  // ---- waits, called by the process's own thread ----

  /** Sets what the coming wait is for and returns its number, for {@link #wakeUp}. */
  public static int prepareWait(LocalProcess process, WaitMode mode) {
    process.waitMode = mode;
    process.waitGeneration++;
    return process.waitGeneration;
  }

  /** The wait is over: its wake-up, come or still to come, does not end the next one. */
  public static void endWait(LocalProcess process) {
    process.waitGeneration++;
  }

  /** Handlers of signals have run: it waits on as it did before. */
  public static void resumeWait(LocalProcess process) {
    process.waitMode = process.handlersBegan;
  }

  /** The number of the current wait. Read by other threads only while the process cannot run. */
  public static int waitNumber(LocalProcess process) {
    return process.waitGeneration;
  }

  /** Changes what the current wait is for without giving it a new number. */
  public static void waitFor(LocalProcess process, WaitMode mode) {
    process.waitMode = mode;
  }

  /** Whether the wait numbered {@code generation} was ended by {@link #wakeUp}. */
  public static boolean wasWoken(LocalProcess process, int generation) {
    return process.wokenGeneration == generation;
  }

  /**
   * Counts a receive; true when the process has to suspend first, to let others run (M12), or
   * because it has been suspended (I9).
   */
  public static boolean mustSuspendFirst(LocalProcess process) {
    if (--process.receiveBudget < 0 || process.suspended) {
      process.waitMode = WaitMode.YIELD;
      return true;
    }
    return false;
  }
}
