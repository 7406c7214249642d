package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import java.util.ArrayList;
import java.util.List;

/**
 * Repeats wake-ups that failed because the thread that made them had no stack or no memory left.
 * Such a process is RUNNABLE but in no queue, or WAITING with signals. Used by the slice monitor.
 */
final class LostWakeUps {
  private record Suspect(LocalProcess process, long slices) {}

  private final Scheduler scheduler;
  private int seen = RunState.failedWakeUps();
  private List<Suspect> suspects = List.of();

  LostWakeUps(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Wakes processes whose wake-up failed before the last call. */
  void look() {
    List<Suspect> before = suspects;
    suspects = List.of();
    int failed = RunState.failedWakeUps();
    if (failed != seen) {
      seen = failed;
      suspects = new ArrayList<>();
      for (LocalProcess process : scheduler.kernel().table().all()) {
        if (process.host() == scheduler && RunState.takeFailedWakeUp(process)) {
          suspects.add(new Suspect(process, process.slices()));
        }
      }
    }
    before.forEach(this::wake);
  }

  /**
   * A process that has just been taken from a queue is RUNNABLE for a moment too; it has run, or is
   * in a queue, when it is looked at again.
   */
  private void wake(Suspect suspect) {
    LocalProcess process = suspect.process;
    if (process.slices() != suspect.slices) {
      return;
    }
    if (RunState.isRunnable(process) && !scheduler.isQueued(process)) {
      scheduler.runnable(process);
    } else {
      RunState.wake(process);
    }
  }
}
