package io.rebeam.kernel.process;

import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Monitor;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Monitors (semantics D). Public methods are called by {@code self}'s own thread; they send under
 * its lock, as those of {@link Links} do.
 */
public final class Monitors {
  private Monitors() {}

  /**
   * Starts to watch {@code target} (D1).
   *
   * @param target the process to watch; null for a name that is not registered
   * @param name the name it was found by, or null
   * @param alias how the reference is an alias as well, or null for not at all (D16)
   * @param tag what marks the message in place of {@code Down}, or null (D15)
   * @return the reference's serial
   */
  public static long monitor(
      LocalProcess self,
      @Nullable LocalProcess target,
      @Nullable String name,
      Aliases.@Nullable Mode alias,
      @Nullable Object tag) {
    Monitor monitor = new Monitor(Receive.newRef(self), self, target, name, tag);
    boolean watches = target != self; // watching oneself never fires (D6)
    Settlement settlement = new Settlement();
    self.acquire();
    try {
      if (!self.isDead()) {
        if (alias != null) {
          Aliases.add(self, monitor.ref(), alias);
        }
        if (watches) {
          self.relations().monitors.put(monitor.ref(), monitor);
          Chaos.seam();
          if (target == null) {
            Signals.deliver(self, down(self.kernel(), monitor, ExitReason.NOPROC), settlement);
          } else {
            Signals.deliver(target, new Signal.MonitorRequest(monitor), settlement);
          }
        }
      }
    } finally {
      self.release();
    }
    settlement.run();
    return monitor.ref();
  }

  /** Makes a monitor of a process that has not run yet: one step with its creation (A4). */
  public static long monitorNewborn(LocalProcess self, LocalProcess child) {
    Monitor monitor = new Monitor(Receive.newRef(self), self, child, null, null);
    child.withRelations(own -> own.monitoredBy.put(monitor.ref(), monitor));
    self.withRelations(own -> own.monitors.put(monitor.ref(), monitor));
    return monitor.ref();
  }

  /**
   * Ends a monitor; no DOWN of it is added to the mailbox after the return (D8).
   *
   * @return whether it was active
   */
  public static boolean demonitor(LocalProcess self, long ref) {
    Signals.settle(self);
    Settlement settlement = new Settlement();
    boolean wasActive;
    self.acquire();
    try {
      wasActive = end(self, ref, settlement);
    } finally {
      self.release();
    }
    settlement.run();
    return wasActive;
  }

  // ---- under the lock of `self` ----

  /** Removes a monitor of {@code self}, and the alias that ends with it. */
  static boolean end(LocalProcess self, long ref, Settlement settlement) {
    Relations own = self.relationsOrNull();
    Monitor monitor = own == null ? null : own.monitors.remove(ref);
    Aliases.monitorEnded(self, ref);
    if (monitor == null) {
      return false;
    }
    cancel(monitor, settlement);
    return true;
  }

  static void accept(LocalProcess self, Monitor monitor) {
    self.relations().monitoredBy.put(monitor.ref(), monitor);
  }

  static void drop(LocalProcess self, Monitor monitor) {
    self.relations().monitoredBy.remove(monitor.ref());
  }

  static void receiveDown(LocalProcess self, Signal.Down down, Settlement settlement) {
    Monitor monitor = self.relations().monitors.remove(down.monitor.ref());
    if (monitor == null) {
      return; // it ended before
    }
    Aliases.monitorEnded(self, monitor.ref());
    Endpoint target = monitor.target();
    var notice =
        new Notice.DownNotice(monitor.ref(), target, monitor.name(), down.reason, monitor.tag());
    long from = target == null ? 0 : target.serial();
    Signals.receive(self, new Signal.DownMessage(from, down.sentNanos, notice), settlement);
  }

  static void sendDowns(
      LocalProcess self, Relations own, ExitReason reason, Settlement settlement) {
    for (Monitor monitor : own.monitoredBy.values()) {
      Chaos.seam();
      Signals.deliver(
          LocalProcess.of(monitor.watcher()), down(self.kernel(), monitor, reason), settlement);
    }
    own.monitors.values().forEach(monitor -> cancel(monitor, settlement));
  }

  private static void cancel(Monitor monitor, Settlement settlement) {
    Endpoint target = monitor.target();
    if (target != null) {
      Signals.deliver(LocalProcess.of(target), new Signal.Demonitor(monitor), settlement);
    }
  }

  static Signal.Down down(Kernel kernel, Monitor monitor, ExitReason reason) {
    return new Signal.Down(monitor, reason, kernel.ticker().nanos());
  }
}
