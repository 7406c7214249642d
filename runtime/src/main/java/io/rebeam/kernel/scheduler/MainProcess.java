package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.program.Program;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process that evaluates the program: what CPython does on the main thread, it does. Handlers
 * of signals run there, and it alone may set them. With several sessions it is the evaluator that
 * was started last.
 */
public final class MainProcess {
  /**
   * How long a Ctrl-C is still left to a program of the system that has ended. The terminal sends
   * the signal to both at the same time, and the program may have ended by it before the signal is
   * handled here.
   */
  private static final long AFTER_PROGRAM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Scheduler scheduler;
  private final Program program;
  private volatile @Nullable LocalProcess process;

  /** The main process, while it waits for a program which gets the terminal's Ctrl-C itself. */
  private volatile @Nullable LocalProcess waitingForProgram;

  /** The process whose program has ended last, and until when a Ctrl-C is left to that program. */
  private volatile @Nullable Waited waited;

  /**
   * @param untilNanos in ticker nanoseconds
   */
  private record Waited(LocalProcess process, long untilNanos) {}

  public MainProcess(Scheduler scheduler, Program program) {
    this.scheduler = scheduler;
    this.program = program;
    program.signals().onPending(this::runHandlers);
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  /** The program that the node is part of. */
  public Program program() {
    return program;
  }

  /** Takes a new evaluator, before it first runs. */
  public void adopt(LocalProcess evaluator) {
    process = evaluator;
    if (program.signals().hasPending()) {
      RunState.runHandlers(evaluator);
    }
  }

  public boolean is(@Nullable LocalProcess other) {
    return other != null && other == process;
  }

  /**
   * Whether Ctrl-C is left to a program of the system that {@code waiting} waits for, as the C
   * function {@code system} has it. Called by that process; no effect for any but the main one,
   * which alone gets Ctrl-C.
   */
  public void leaveInterrupts(@Nullable LocalProcess waiting, boolean leave) {
    if (waiting != null && is(waiting)) {
      if (!leave) {
        waited = new Waited(waiting, scheduler.kernel().ticker().nanos() + AFTER_PROGRAM_NANOS);
      }
      waitingForProgram = leave ? waiting : null;
    }
  }

  /** Whether a Ctrl-C is not for {@code other}, but for the program that it waits for. */
  public boolean leavesInterrupts(LocalProcess other) {
    Waited last = waited;
    return other == waitingForProgram
        || (last != null
            && other == last.process
            && last.untilNanos - scheduler.kernel().ticker().nanos() > 0);
  }

  /** The process itself, which may be dead; null before the first. */
  public @Nullable LocalProcess process() {
    return process;
  }

  /** Raises {@code KeyboardInterrupt} in it. Any thread. */
  public void interrupt() {
    LocalProcess evaluator = process;
    if (evaluator != null && !leavesInterrupts(evaluator)) {
      scheduler.interrupt(evaluator);
    }
  }

  private void runHandlers() {
    LocalProcess evaluator = process;
    if (evaluator != null && !evaluator.isDead()) {
      scheduler.runHandlers(evaluator);
    }
  }
}
