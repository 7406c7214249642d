package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a scheduler's asyncio loop. It runs the loop's callbacks and tasks, and processes
 * that queue at the gate while it is inside; it runs no other processes.
 */
final class LoopThread extends SteppingThread {
  private final AsyncioLoop loop;
  private volatile boolean wanted = true;
  private volatile boolean selecting;

  /**
   * Whether processes were left to carriers when it left the gate last. Used by this thread only.
   */
  private boolean othersFirst;

  LoopThread(Scheduler scheduler, AsyncioLoop loop) {
    super(scheduler, "rebeam-asyncio-" + scheduler.number());
    this.loop = loop;
  }

  @Override
  public String kind() {
    return "asyncio";
  }

  @Override
  boolean isWanted() {
    return wanted;
  }

  void retire() {
    wanted = false;
  }

  @Override
  void stepAll(PythonSide python) {
    try {
      python.runLoop();
    } finally {
      if (!wanted && loop.gate().isMine()) {
        var _ = loop.gate().leave();
      }
    }
  }

  /** Whether it waits for events, outside the gate. Any thread. */
  boolean isSelecting() {
    return selecting;
  }

  void enterGate() {
    selecting = false;
    if (!loop.gate().isMine()) {
      boolean politely = othersFirst;
      scheduler.python().blocked(() -> loop.gate().enterAgain(politely));
      othersFirst = false;
    }
    markBusy(scheduler.kernel().ticker().nanos());
  }

  void leaveGate() {
    markIdle();
    selecting = true;
    othersFirst = loop.gate().leave();
  }

  /** What to step next of the processes that queue at the gate; null when there is none. */
  @Nullable Object next() {
    long now = scheduler.kernel().ticker().nanos();
    endSlice(now);
    LocalProcess process;
    while ((process = loop.gate().poll()) != null) {
      Object step = scheduler.begin(this, process, now);
      if (step != null) {
        return step;
      }
    }
    return null;
  }
}
