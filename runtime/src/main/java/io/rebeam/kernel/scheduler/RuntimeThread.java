package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that runs processes. The process that it runs is a field of the thread: nothing
 * else in the node holds "the current process" (ADR 4).
 */
public abstract class RuntimeThread extends Thread {
  /** Written by this thread; read by the slice monitor and by inspectors. */
  private volatile @Nullable LocalProcess current;

  /** When the current slice began; 0 between slices. Written by this thread. */
  private volatile long sliceNanos;

  /** Slices begun; written by this thread, display may see an old value. */
  private long slices;

  /** Whether an interrupt was raised in the current slice. Used by this thread only. */
  private boolean interruptRaised;

  /** Whether a stand-in for a coroutine is being made. Used by this thread only. */
  private boolean makingStandIn;

  /** Whether the current slice has been reported as long, or need not be. */
  private volatile boolean held;

  /** Whether the code of the process it runs has ended. Used by this thread only. */
  private boolean codeEnded;

  /** Whether it will run no process any more. */
  private volatile boolean leaving;

  /** Its {@code contextvars}, from when it has entered the context. Used by this thread only. */
  private @Nullable ContextVariables variables;

  RuntimeThread(String name) {
    super(null, null, name, 0, false);
    setDaemon(true);
  }

  /** The process this thread runs, or null between slices. */
  public final @Nullable LocalProcess current() {
    return current;
  }

  /** The process that the calling thread runs; null for none, and on other threads. */
  public static @Nullable LocalProcess currentProcess() {
    return Thread.currentThread() instanceof RuntimeThread thread ? thread.current() : null;
  }

  /**
   * The process whose own code this thread runs. Null for a function that a process awaits: that is
   * a thread of its own, and may go on when its process does.
   */
  public final @Nullable LocalProcess ownProcess() {
    LocalProcess process = current;
    return process != null && (process.isBlocking() ? process.thread() == this : isStepping())
        ? process
        : null;
  }

  /** Whether it steps coroutines. */
  boolean isStepping() {
    return false;
  }

  /** When the current slice began, in ticker nanoseconds; 0 between slices. */
  public final long sliceNanos() {
    return sliceNanos;
  }

  /** Slices that this thread has begun. */
  public final long slices() {
    return slices;
  }

  /** Whether it runs code of a process now; a blocking process that waits does not count. */
  public final boolean isBusy() {
    LocalProcess process = current;
    return process != null
        && sliceNanos != 0
        && (!process.isBlocking() || RunState.isRunning(process));
  }

  /** What the thread is for, as {@code :sched} shows it. */
  public abstract String kind();

  /** The thread leaves the context for good. To be called by this thread. */
  public final void leaving() {
    leaving = true;
  }

  /** Whether it has begun to leave the context, where it runs no process any more. */
  public final boolean isLeaving() {
    return leaving;
  }

  /** An interrupt is about to be raised on this thread, in the process it runs. */
  public final void interruptRaised() {
    interruptRaised = true;
  }

  /**
   * Whether the slice has begun, but Python does not have yet what it is to step: an exception
   * raised now would not reach the process. To be called by this thread.
   */
  public final boolean isMakingStandIn() {
    return makingStandIn;
  }

  final void makingStandIn(boolean begun) {
    makingStandIn = begun;
  }

  final boolean wasInterruptRaised() {
    return interruptRaised;
  }

  /** The code of the process it runs has ended; its end is being reported. */
  final void codeEnded() {
    codeEnded = true;
    markHeld();
  }

  /** Whether nothing more is to be raised in its process. To be called by this thread. */
  public final boolean hasCodeEnded() {
    return codeEnded;
  }

  final void enterSlice(LocalProcess process, long nanos) {
    interruptRaised = false;
    codeEnded = false;
    if (held) {
      held = false;
    }
    slices++;
    sliceNanos = nanos;
    current = process;
    if (variables != null) {
      variables.give(process.variables());
    }
  }

  /** The slice goes on after a wait of the thread itself. */
  final void resumeSlice(long nanos) {
    held = false;
    slices++;
    sliceNanos = nanos;
  }

  /** The thread has entered the context. */
  final void useVariables(ContextVariables own) {
    variables = own;
  }

  /** Gives a new process a copy of the variables of the process this thread runs. */
  public final void inheritVariables(LocalProcess child) {
    if (variables != null) {
      child.setVariables(variables.copy());
    }
  }

  /** Marks the current slice as reported; true once a slice. */
  final boolean markHeld() {
    boolean first = !held;
    held = true;
    return first;
  }

  void leaveSlice() {
    LocalProcess process = current;
    if (process != null && variables != null) {
      process.setVariables(variables.take());
    }
    current = null;
    sliceNanos = 0;
  }

  /** It runs Python code of no process from now on, so that it shares the interpreter lock. */
  final void markBusy(long nanos) {
    sliceNanos = nanos;
  }

  final void markIdle() {
    sliceNanos = 0;
  }
}
