package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler's asyncio loop as the runtime sees it: its gate, its thread, which starts at the
 * first use, and what dead processes have left in it. The loop itself is Python's.
 */
public final class AsyncioLoop {
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int STEPS_AT_ONCE = 20;
  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

  private final Scheduler scheduler;
  private final LoopGate gate;
  private final Queue<Object> left = new ConcurrentLinkedQueue<>();
  private volatile @Nullable LoopThread thread;

  AsyncioLoop(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.gate = new LoopGate(scheduler::enqueue);
  }

  LoopGate gate() {
    return gate;
  }

  /** Whether the calling thread runs the loop's callbacks and is inside the gate. */
  boolean isMine() {
    return Thread.currentThread() == thread && gate.isMine();
  }

  /** Starts the thread. Called once, by Python. */
  public void start() {
    LoopThread fresh = new LoopThread(scheduler, this);
    thread = fresh;
    scheduler.threads().add(fresh);
    fresh.start();
  }

  // ---- the gate, called from Python ----

  /** Whether the calling thread steps a coroutine process. */
  public boolean inCoroutine() {
    return Thread.currentThread() instanceof SteppingThread self && self.current() != null;
  }

  /** Whether the calling thread may touch the loop. */
  public boolean isInside() {
    return gate.isMine();
  }

  /** Enters the gate: a process for the rest of its slice, or the loop's thread. May wait. */
  public void enter() {
    switch (Thread.currentThread()) {
      case LoopThread self -> self.enterGate();
      case CarrierThread self -> {
        scheduler.python().blocked(gate::enter);
        self.enteredGate();
      }
      default -> throw new IllegalStateException("only a scheduler's threads enter its loop");
    }
  }

  /** Leaves it early: the loop's thread to wait, a process to run a loop of its own. */
  public void leave() {
    switch (Thread.currentThread()) {
      case LoopThread self -> self.leaveGate();
      case CarrierThread self -> self.leaveGate();
      default -> {}
    }
  }

  /**
   * Waits a little until the loop's thread, which has been woken, no longer waits for events.
   *
   * @return false when it still does, and has to be woken again
   */
  public boolean awaitSelectEnd() {
    LoopThread running = thread;
    for (int i = 0; i < STEPS_AT_ONCE; i++) {
      if (running == null || running == Thread.currentThread() || !running.isSelecting()) {
        return true;
      }
      LockSupport.parkNanos(this, STEP_NANOS);
    }
    return false;
  }

  /** The next process to be stepped on the loop's thread, which calls this inside the gate. */
  public @Nullable Object next() {
    return ((LoopThread) Thread.currentThread()).next();
  }

  // ---- processes ----

  /** From now on {@code process}, which calls this, is stepped by {@code user}. */
  public void addUser(LocalProcess process, LoopUser user) {
    process.setLoopUser(user);
    if (!Exits.listen(process, (_, _, _, _) -> died(process))) {
      died(process);
    }
  }

  private void died(LocalProcess process) {
    if (process.loopUser() instanceof LoopUser user) {
      process.setLoopUser(null);
      left.add(user.stepper());
      wake();
    }
  }

  /** What a process that died by a signal alone has left, to be cleaned up; null for nothing. */
  public @Nullable Object pollLeft() {
    return left.poll();
  }

  /** Makes the loop look for something new. Any thread; Python is entered by another one. */
  private void wake() {
    scheduler.blocking().execute(() -> scheduler.python().wakeLoop());
  }

  /** Whether its thread is to end. */
  public boolean isOver() {
    LoopThread running = thread;
    return running != null && !running.isWanted();
  }

  /** Ends the thread, and waits a little until it has. */
  void stop() {
    LoopThread running = thread;
    if (running == null) {
      return;
    }
    running.retire();
    wake();
    long deadline = System.nanoTime() + STOP_NANOS;
    while (running.isAlive() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
