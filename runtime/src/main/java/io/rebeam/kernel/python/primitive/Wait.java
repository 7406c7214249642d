package io.rebeam.kernel.python.primitive;

import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.timer.TimerService;
import org.jspecify.annotations.Nullable;

/** A wait of a process, which another thread or a timer may end. */
public final class Wait implements TruffleObject {
  private final LocalProcess owner;
  public final WaitMode mode;
  public final int generation;
  private TimerService.@Nullable Timer timer;

  private Wait(LocalProcess owner, WaitMode mode, int generation) {
    this.owner = owner;
    this.mode = mode;
    this.generation = generation;
  }

  /** A new wait of {@code owner}, which calls this itself. */
  public static Wait begin(LocalProcess owner, WaitMode mode) {
    return new Wait(owner, mode, RunState.prepareWait(owner, mode));
  }

  /** The wait that {@code owner} is in. It must not be running. */
  public static Wait current(LocalProcess owner) {
    return new Wait(owner, owner.waitMode(), RunState.waitNumber(owner));
  }

  /** Has the wait end after that time, unless {@code nanos} is negative. Called by the owner. */
  public void endAfter(long nanos, TimerService service) {
    if (nanos >= 0) {
      timer = service.schedule(nanos, this::end);
    }
  }

  /** Wakes the owner, if it is still in this wait. Any thread. */
  public void end() {
    RunState.wakeUp(owner, generation);
  }

  /** The owner waits no longer. Called by it. */
  public void over(TimerService service) {
    cancel(service);
    RunState.endWait(owner);
  }

  private void cancel(TimerService service) {
    TimerService.Timer running = timer;
    if (running != null) {
      service.cancel(running);
    }
  }
}
