package io.rebeam.kernel.scheduler;

/** The thread that steps a scheduler's coroutine processes, until it is retired. */
final class CarrierThread extends SteppingThread {
  /** Set before the thread looks at the run queue a last time and parks; wakers read it after. */
  private volatile boolean idle;

  /** Whether it is inside the loop's gate, for the rest of the slice. Used by this thread only. */
  private boolean insideGate;

  CarrierThread(Scheduler scheduler, int number) {
    super(scheduler, "rebeam-scheduler-" + scheduler.number() + "." + number);
  }

  boolean isIdle() {
    return idle;
  }

  void setIdle(boolean idle) {
    this.idle = idle;
  }

  void enteredGate() {
    insideGate = true;
  }

  /** Leaves the loop's gate before the slice is over. */
  void leaveGate() {
    if (insideGate) {
      insideGate = false;
      var _ = scheduler.loop().gate().leave();
    }
  }

  @Override
  void leaveSlice() {
    super.leaveSlice();
    leaveGate();
  }

  @Override
  public String kind() {
    return isWanted() ? "carrier" : "retired";
  }

  @Override
  boolean isWanted() {
    return scheduler.isCarrier(this);
  }

  @Override
  void stepAll(PythonSide python) {
    python.runCarrier();
  }
}
