package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.jfr.Flight;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessHost;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.Turn;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.state.NodeState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Python context, one run queue, one carrier thread (ADR 4). A process stays on its scheduler
 * for life.
 *
 * <p>When a process holds the carrier too long, the run queue is handed to a fresh carrier (D6);
 * the old one keeps only the process it is stuck with and ends when that process next waits. The
 * run queue is taken from by the carrier alone and added to by any thread.
 */
public final class Scheduler implements ProcessHost {
  /** Processes ended in a row without a step of Python, at which other threads can take the GIL. */
  private static final int MAX_WITHOUT_STEP = 100;

  private final int number;
  private final NodeState node;
  private final Kernel kernel;
  private final RuntimeEvents events;
  private final Consumer<Throwable> errors;
  private final RunQueue runQueue = new RunQueue();
  private final Termination termination;
  private final Set<RuntimeThread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger carriers = new AtomicInteger();
  private final LoadMeter load = new LoadMeter();

  /** Slices of threads that have ended. */
  private final AtomicLong pastSlices = new AtomicLong();

  private final BlockingPool blocking;
  private final AsyncioLoop loop;
  private final SliceMonitor monitor;
  private @Nullable PythonSide python;

  /** The thread that takes from the run queue; null before the start and after the stop. */
  private volatile @Nullable CarrierThread carrier;

  private volatile boolean stopping;

  /**
   * @param node what its processes share with those of other schedulers
   * @param maxThreads threads of blocking processes that may exist at once
   * @param gracePeriod how long a process may unwind after an exit signal (N7)
   * @param errors gets bugs of our own
   */
  public Scheduler(
      int number,
      NodeState node,
      int maxThreads,
      Duration gracePeriod,
      Consumer<Throwable> errors) {
    this.number = number;
    this.node = node;
    this.kernel = node.kernel();
    this.events = node.events();
    this.errors = errors;
    this.termination = new Termination(this, events, gracePeriod);
    this.blocking = new BlockingPool(this, maxThreads);
    this.loop = new AsyncioLoop(this);
    this.monitor = new SliceMonitor(this);
  }

  /** Starts to run processes, once the Python context is there. */
  public void start(PythonSide side) {
    python = side;
    handOver();
    monitor.start();
  }

  public int number() {
    return number;
  }

  /** What its processes share with those of other schedulers. */
  public NodeState node() {
    return node;
  }

  @Override
  public Kernel kernel() {
    return kernel;
  }

  public BlockingPool blocking() {
    return blocking;
  }

  public AsyncioLoop loop() {
    return loop;
  }

  PythonSide python() {
    PythonSide side = python;
    if (side == null) {
      throw new IllegalStateException("the scheduler has not been started");
    }
    return side;
  }

  /** How its processes are made to end. */
  public Termination termination() {
    return termination;
  }

  /** Its threads, for display too. */
  public Set<RuntimeThread> threads() {
    return threads;
  }

  public LoadMeter load() {
    return load;
  }

  /** Processes that wait for their turn. */
  public int runQueueLength() {
    return runQueue.size();
  }

  /** Slices that its threads have run since the start. */
  public long slices() {
    long slices = pastSlices.get();
    for (RuntimeThread thread : threads) {
      slices += thread.slices();
    }
    return slices;
  }

  boolean isCarrier(Thread thread) {
    return carrier == thread;
  }

  boolean hasWaitingWork() {
    return !runQueue.isEmpty();
  }

  @Nullable CarrierThread carrier() {
    return carrier;
  }

  /** Gives the run queue to a fresh carrier thread. Called at the start and by the monitor. */
  void handOver() {
    if (stopping) {
      return;
    }
    CarrierThread fresh = new CarrierThread(this, carriers.incrementAndGet());
    threads.add(fresh);
    carrier = fresh;
    fresh.start();
  }

  void gone(RuntimeThread thread) {
    threads.remove(thread);
    pastSlices.addAndGet(thread.slices());
  }

  void report(Throwable bug) {
    errors.accept(bug);
  }

  // ---- ProcessHost ----

  @Override
  public @Nullable Object functionName(Object coroutine) {
    return python().functionName(coroutine);
  }

  @Override
  public void runnable(LocalProcess process) {
    if (process.isBlocking()) {
      LockSupport.unpark(process.thread());
      return;
    }
    if (process.loopUser() instanceof LoopUser user && user.onLoopThread() && loop.isMine()) {
      loop.gate().add(process, user); // it will be run there, without a change of threads
      return;
    }
    enqueue(process);
  }

  /** Whether a process waits in a queue for its turn. Walks the queues. */
  boolean isQueued(LocalProcess process) {
    return runQueue.contains(process) || loop.gate().contains(process);
  }

  /** Puts a process into the run queue. Any thread. */
  void enqueue(LocalProcess process) {
    runQueue.add(process);
    Chaos.seam();
    CarrierThread taker = carrier;
    if (taker != null && taker.isIdle()) {
      LockSupport.unpark(taker);
    }
  }

  @Override
  public void stopRunning(LocalProcess process) {
    termination.stopRunning(process);
  }

  @Override
  public void exiting(LocalProcess process) {
    termination.exiting(process);
  }

  @Override
  public void unwinding(LocalProcess process) {
    termination.unwinding(process);
  }

  /** Reports the process that holds a carrier, and where its code is. Called by the monitor. */
  void reportHeld(RuntimeThread thread, LocalProcess process, long nanos) {
    var _ =
        python()
            .stackOf(thread, process)
            .thenAccept(stack -> events.carrierHeld(process, nanos, stack));
  }

  /** The thread that runs the process now, or null. */
  public @Nullable RuntimeThread threadOf(LocalProcess process) {
    if (process.isBlocking()) {
      return process.thread() instanceof RuntimeThread thread ? thread : null;
    }
    for (RuntimeThread thread : threads) {
      if (thread.current() == process) {
        return thread;
      }
    }
    return null;
  }

  @Override
  public long runningNanos(LocalProcess process) {
    RuntimeThread thread = RunState.isRunning(process) ? threadOf(process) : null;
    long began = thread == null ? 0 : thread.sliceNanos();
    return began == 0 ? 0 : kernel.ticker().nanos() - began;
  }

  /** Raises {@code KeyboardInterrupt} in a process, wherever it is. Any thread. */
  public void interrupt(LocalProcess process) {
    RuntimeThread thread = threadOf(process);
    if (thread == null) {
      RunState.interrupt(process);
    } else {
      python().raiseInterruptIn(thread, process);
    }
  }

  /**
   * Raises {@code ProcessExit} in a process that has got an exit signal and computes, where others
   * unwind when they next wait. Any thread.
   */
  public void unwindRunning(LocalProcess process) {
    RuntimeThread thread = threadOf(process);
    if (thread != null) {
      python().raiseExitIn(thread, process);
    }
  }

  /** Makes a process run the program's handlers of signals, wherever it is. Any thread. */
  public void runHandlers(LocalProcess process) {
    RuntimeThread thread = threadOf(process);
    if (thread == null) {
      RunState.runHandlers(process);
      thread = threadOf(process); // it may have begun a slice just before, and a long one
    }
    if (thread != null) {
      python().runHandlersIn(thread, process);
    }
  }

  // ---- the carrier's loop, called from Python on a carrier thread ----

  /**
   * Ends the slice of the process the calling thread ran, if it still lives, and returns what to
   * step next; null when there is nothing, or when the thread is no longer the carrier.
   */
  public @Nullable Object next() {
    CarrierThread self = (CarrierThread) Thread.currentThread();
    long now = kernel.ticker().nanos();
    self.endSlice(now);
    if (carrier != self) {
      return null;
    }
    LocalProcess process;
    while ((process = runQueue.poll()) != null) {
      Object step = begin(self, process, now);
      if (step != null) {
        return step;
      }
    }
    return null;
  }

  /**
   * Begins a slice of {@code process} on the calling thread and returns what to step; null when
   * there is nothing to run for, or when it has to wait for the asyncio loop.
   */
  @Nullable Object begin(SteppingThread self, LocalProcess process, long now) {
    LoopUser user = process.loopUser() instanceof LoopUser found ? found : null;
    CarrierThread entered = null;
    if (user != null && user.onLoopThread() && self instanceof CarrierThread taker) {
      if (!loop.gate().enterOrQueue(process, user)) {
        return null;
      }
      taker.enteredGate();
      entered = taker;
    }
    Turn turn = RunState.beginSlice(process);
    Object coroutine = user == null ? process.coroutine() : user.stepper();
    if (turn == Turn.NONE || coroutine == null) {
      if (entered != null) {
        entered.leaveGate();
      }
      return null;
    }
    RunState.waitFor(
        process, WaitMode.YIELD); // for a coroutine that suspends without having said what for
    self.enterSlice(process, now);
    return turn == Turn.RESUME ? coroutine : standIn(self, process, coroutine, turn);
  }

  /**
   * What to step in place of a coroutine, so that an error is raised in it or handlers run; null
   * when there is nothing. Apart from {@link #begin}, which is compiled into its caller only as
   * long as it is small.
   */
  private @Nullable Object standIn(
      SteppingThread self, LocalProcess process, Object coroutine, Turn turn) {
    self.makingStandIn(true);
    try {
      return switch (turn) {
        case UNWIND -> unwind(self, process, coroutine);
        case INTERRUPT -> python().interrupting(coroutine);
        case HANDLE -> python().handling(coroutine);
        case RESUME -> coroutine;
        case NONE -> null;
      };
    } finally {
      self.makingStandIn(false);
    }
  }

  /**
   * Ends the process at once when none of its code would run, and returns null; else what raises
   * {@code ProcessExit} in it.
   */
  private @Nullable Object unwind(SteppingThread self, LocalProcess process, Object coroutine) {
    ExitReason reason = process.exitReason();
    if (reason != null
        && process.loopUser() == null
        && self.slices() % MAX_WITHOUT_STEP != 0
        && !python().runsCodeToUnwind(coroutine)) {
      finished(reason);
      return null;
    }
    return python().unwinding(coroutine, reason);
  }

  /**
   * The code of the process that the calling thread runs has ended. To report that may take a
   * second the first time; no notice of a long slice is given for it, and no memory error raised.
   */
  public void codeEnded() {
    ((RuntimeThread) Thread.currentThread()).codeEnded();
  }

  /** The process the calling carrier runs has ended. */
  public void finished(ExitReason reason) {
    RuntimeThread self = (RuntimeThread) Thread.currentThread();
    LocalProcess process = self.current();
    if (Flight.recordsSlices() && process != null && self instanceof SteppingThread stepping) {
      stepping.recordLong(process, kernel.ticker().nanos() - self.sliceNanos());
    }
    self.leaveSlice();
    if (process != null) {
      Exits.finish(process, reason);
    }
  }

  /** Waits for work; the interpreter lock is free. False: the carrier has to end. */
  public boolean park() {
    CarrierThread self = (CarrierThread) Thread.currentThread();
    self.setIdle(true);
    Chaos.seam();
    parkWhile(() -> carrier == self && runQueue.isEmpty(), this);
    self.setIdle(false);
    return carrier == self;
  }

  /** Parks the calling thread, which is in the context, while {@code condition} holds. */
  void parkWhile(BooleanSupplier condition, Object blocker) {
    python()
        .blocked(
            () -> {
              while (condition.getAsBoolean()) {
                LockSupport.park(blocker);
                if (Thread.interrupted()) {
                  throw new InterruptedException(); // for a safepoint; then the condition again
                }
              }
            });
  }

  /** Stops all threads. Processes have been killed before. */
  public void stop() {
    stopping = true;
    monitor.shutDown();
    CarrierThread last = carrier;
    carrier = null;
    LockSupport.unpark(last);
    loop.stop();
    blocking.stop();
  }
}
