package io.rebeam.kernel.python;

import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.timer.TimerService;
import org.jspecify.annotations.Nullable;

/** A process's wait that something else may end: its number and its timer. */
final class Wait implements TruffleObject {
  final LocalProcess owner;
  final WaitMode mode;
  final int generation;
  TimerService.@Nullable Timer timer;

  private Wait(LocalProcess owner, WaitMode mode, int generation) {
    this.owner = owner;
    this.mode = mode;
    this.generation = generation;
  }

  /** A new wait of {@code owner}, which calls this itself. */
  static Wait begin(LocalProcess owner, WaitMode mode) {
    return new Wait(owner, mode, RunState.prepareWait(owner, mode));
  }

  /** The wait that {@code owner} is in. The caller knows that it cannot run. */
  static Wait current(LocalProcess owner) {
    return new Wait(owner, owner.waitMode(), RunState.waitNumber(owner));
  }

  /** Wakes the owner, if it is still in this wait. Any thread. */
  void end() {
    RunState.wakeUp(owner, generation);
  }

  /** The owner waits no longer. Called by it. */
  void over(TimerService service) {
    cancel(service);
    RunState.endWait(owner);
  }

  void cancel(TimerService service) {
    TimerService.Timer running = timer;
    if (running != null) {
      service.cancel(running);
    }
  }
}
