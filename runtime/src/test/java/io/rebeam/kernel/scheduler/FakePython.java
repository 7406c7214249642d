package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.signal.ExitReason;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs processes whose code is in Java: a coroutine is a {@link Runnable} that is run at each step,
 * and so is the body of a blocking process. What is to be done to a running thread is only noted.
 */
final class FakePython implements PythonSide {
  final Queue<RuntimeThread> yields = new ConcurrentLinkedQueue<>();
  final Queue<LocalProcess> kills = new ConcurrentLinkedQueue<>();
  final Queue<LocalProcess> exits = new ConcurrentLinkedQueue<>();
  final Queue<LocalProcess> stacks = new ConcurrentLinkedQueue<>();

  private final Scheduler scheduler;

  FakePython(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The process that the calling thread runs. */
  static LocalProcess current() {
    LocalProcess process = RuntimeThread.currentProcess();
    if (process == null) {
      throw new IllegalStateException("outside of a process");
    }
    return process;
  }

  @Override
  public void runCarrier() {
    do {
      Object step;
      while ((step = scheduler.next()) != null) {
        ((Runnable) step).run();
      }
    } while (scheduler.park());
  }

  @Override
  public void runBlocking(LocalProcess process, Object body) {
    ((Runnable) body).run();
  }

  @Override
  public void runAwaited(Object job) {
    ((Runnable) job).run();
  }

  @Override
  public void blocked(Wait wait) {
    while (true) {
      try {
        wait.run();
        return;
      } catch (InterruptedException _) {
        if (scheduler.carrier() == null) {
          throw new IllegalStateException("the context is closed");
        }
      }
    }
  }

  @Override
  public void yieldIn(RuntimeThread thread) {
    yields.add(thread);
  }

  @Override
  public void killIn(RuntimeThread thread, LocalProcess process) {
    kills.add(process);
  }

  @Override
  public void raiseExitIn(RuntimeThread thread, LocalProcess process) {
    exits.add(process);
  }

  @Override
  public CompletableFuture<String> stackOf(RuntimeThread thread, LocalProcess process) {
    stacks.add(process);
    return CompletableFuture.completedFuture("busy.py:1");
  }

  @Override
  public ContextVariables variables() {
    return new ContextVariables() {
      @Override
      public void give(@Nullable Object variables) {}

      @Override
      public @Nullable Object take() {
        return null;
      }

      @Override
      public @Nullable Object copy() {
        return null;
      }
    };
  }

  @Override
  public boolean isPython(Throwable escaped) {
    return false;
  }

  @Override
  public boolean runsCodeToUnwind(Object coroutine) {
    return false;
  }

  @Override
  public Object unwinding(Object coroutine, @Nullable ExitReason reason) {
    return (Runnable) () -> scheduler.finished(ExitReason.NORMAL);
  }

  @Override
  public Object interrupting(Object coroutine) {
    return coroutine;
  }

  @Override
  public Object handling(Object coroutine) {
    return coroutine;
  }

  @Override
  public @Nullable Object functionName(Object coroutine) {
    return null;
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {}

  @Override
  public void runLoop() {}

  @Override
  public void wakeLoop() {}

  @Override
  public void closeSockets(boolean keep) {}

  @Override
  public void runHandlersIn(RuntimeThread thread, LocalProcess process) {}

  @Override
  public void raiseInterruptIn(RuntimeThread thread, LocalProcess process) {}

  @Override
  public void raiseMemoryErrorIn(RuntimeThread thread, LocalProcess process) {}
}
