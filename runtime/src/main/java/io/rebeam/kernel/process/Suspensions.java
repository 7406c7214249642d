package io.rebeam.kernel.process;

import io.rebeam.kernel.signal.Signal;
import java.util.List;
import java.util.Map;

/**
 * Suspending and resuming of processes, for debugging (semantics I9). A suspended process gets its
 * signals but does not run; each suspension counts, and ends with the suspender.
 */
public final class Suspensions {
  private Suspensions() {}

  /**
   * Suspends {@code target} once more, for {@code self}. One that is busy goes on to its next wait.
   * Called by {@code self}'s own thread, or for it while it waits.
   *
   * @return false when the target is dead
   */
  public static boolean suspend(LocalProcess self, LocalProcess target) {
    if (!target.isAlive()) {
      return false;
    }
    Settlement settlement = new Settlement();
    self.withRelations(
        own -> {
          own.suspending.merge(target, 1, Integer::sum);
          Signals.deliver(target, new Signal.Suspend(self), settlement);
        });
    settlement.reach(target);
    settlement.run();
    return true;
  }

  /**
   * Takes back one suspension of {@code target} by {@code self}. Called by {@code self}'s own
   * thread, or for it while it waits.
   *
   * @return false when {@code self} does not suspend it
   */
  public static boolean resume(LocalProcess self, LocalProcess target) {
    Settlement settlement = new Settlement();
    Boolean did = self.read(own -> takeBack(self, own, target, settlement));
    settlement.reach(target);
    settlement.run();
    return Boolean.TRUE.equals(did);
  }

  /** The processes that a process suspends, and how often. Any thread. */
  public static Map<LocalProcess, Integer> suspending(LocalProcess self) {
    Map<LocalProcess, Integer> suspending = self.read(own -> Map.copyOf(own.suspending));
    return suspending == null ? Map.of() : suspending;
  }

  /** The processes that suspend a process. Any thread. */
  public static List<LocalProcess> suspenders(LocalProcess self) {
    List<LocalProcess> suspenders = self.read(own -> List.copyOf(own.suspenders.keySet()));
    return suspenders == null ? List.of() : suspenders;
  }

  // ---- under the lock of `self` ----

  private static boolean takeBack(
      LocalProcess self, Relations own, LocalProcess target, Settlement settlement) {
    if (!own.suspending.containsKey(target)) {
      return false;
    }
    own.suspending.computeIfPresent(target, (_, count) -> count == 1 ? null : count - 1);
    Signals.deliver(target, new Signal.Resume(self, false), settlement);
    return true;
  }

  static void accept(LocalProcess self, LocalProcess suspender) {
    self.relations().suspenders.merge(suspender, 1, Integer::sum);
    self.suspended = true;
  }

  static void drop(LocalProcess self, LocalProcess suspender, boolean completely) {
    Map<LocalProcess, Integer> suspenders = self.relations().suspenders;
    suspenders.computeIfPresent(
        suspender, (_, count) -> completely || count == 1 ? null : count - 1);
    if (suspenders.isEmpty()) {
      self.suspended = false;
      RunState.wake(self);
    }
  }

  /** {@code self} ends: the processes it suspends go on, and its suspenders forget it. */
  static void end(LocalProcess self, Relations own, Settlement settlement) {
    for (LocalProcess target : own.suspending.keySet()) {
      Signals.deliver(target, new Signal.Resume(self, true), settlement);
    }
    for (LocalProcess suspender : own.suspenders.keySet()) {
      forget(suspender, self, settlement);
    }
  }

  /** {@code target} has ended, so that {@code suspender} suspends it no more. */
  static void forget(LocalProcess suspender, LocalProcess target, Settlement settlement) {
    settlement.after(() -> suspender.read(own -> own.suspending.remove(target)));
  }
}
