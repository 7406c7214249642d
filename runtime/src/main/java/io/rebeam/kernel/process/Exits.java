package io.rebeam.kernel.process;

import io.rebeam.history.ExitOrigin;
import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * How processes end (semantics A.4, C.3): exit signals, unwinding, and the steps of termination.
 * The life of a process is ALIVE, then EXITING and DEAD, or DEAD at once; it is written under the
 * lock. EXITING means that its last signal has been received and the coroutine still unwinds (N6).
 */
public final class Exits {
  private Exits() {}

  // ---- under the lock of `self` ----

  /** The exit signal table (semantics C.3). */
  static void receive(LocalProcess self, Signal.Exit exit, Settlement settlement) {
    LocalProcess sender = exit.sender == null ? null : LocalProcess.of(exit.sender);
    if (exit.linked && (sender == null || self.relations().links.remove(sender) == null)) {
      return; // the link is not active (C10)
    }
    boolean untrappable = !exit.linked && exit.reason.kind() == ExitReason.Kind.KILL;
    if (self.life == LocalProcess.DEAD || (self.life == LocalProcess.EXITING && !untrappable)) {
      return; // the first exit wins (A21)
    }
    if (untrappable) {
      ExitReason first = self.exitReason();
      if (first == null) {
        self.exitSignal = exit;
      }
      end(self, first == null ? ExitReason.KILLED : first, settlement);
      self.host.stopRunning(self);
    } else if (self.trapExit) {
      Signals.receiveNotice(
          self,
          new Notice.ExitNotice(sender, exit.reason),
          sender == null ? 0 : sender.serial(),
          self.kernel().ticker().nanos(),
          settlement);
    } else if (exit.reason.kind() != ExitReason.Kind.NORMAL || (!exit.linked && sender == self)) {
      self.exitSignal = exit;
      begin(self, exit.reason, settlement);
    }
  }

  /** From now on no signal is acted on but {@code kill}; a coroutine unwinds first (N6, N11). */
  static void begin(LocalProcess self, ExitReason reason, Settlement settlement) {
    self.setExitReason(reason);
    if (self.isBlocking()) {
      end(self, reason, settlement);
      self.host.stopRunning(self);
      self.host.unwinding(self);
    } else {
      self.life = LocalProcess.EXITING;
      Chaos.seam();
      RunState.wake(self);
      if (RunState.isRunning(self) || self.loopUser != null) {
        self.host.exiting(self);
      }
    }
  }

  /** The steps of termination in the order of semantics A20. */
  private static void end(LocalProcess self, ExitReason reason, Settlement settlement) {
    self.setExitReason(reason);
    self.life = LocalProcess.DEAD;
    Chaos.seam();
    Kernel kernel = self.kernel();
    Relations own = self.relationsOrNull();
    int left = self.mailbox.length();
    ProcessObserver observer = kernel.observer();
    if (reason != ExitReason.UNBORN) {
      observer.ending(self, ending(self, reason, own, left));
    }
    self.dropAll(); // a pid may be held for long after the end, and must not hold more than itself
    if (own != null) {
      kernel.cancelTimers(own.timers);
      if (own.name != null) {
        kernel.names().release(own.name, self);
      }
      own.holdings.forEach(holding -> holding.ownerEnded(self, settlement));
    }
    Chaos.seam();
    if (self.traced) {
      observer.ended(self, reason.text());
    }
    kernel.table().remove(self);
    Chaos.seam();
    if (own != null) {
      own.aliases.keySet().forEach(kernel.names()::removeAlias);
      Links.sendExits(self, own, reason, settlement);
      Monitors.sendDowns(self, own, reason, settlement);
      Suspensions.end(self, own, settlement);
      own.unanswered.forEach(request -> Signals.refuse(self, request, settlement));
      ExitListener listener = own.exitListener;
      if (listener != null) {
        LocalProcess origin = origin(self);
        settlement.after(() -> listener.ended(self, reason, origin, left));
      }
    }
    self.exitSignal = null; // it would keep its sender, and a chain of dead processes with that
    Signals.refuseIncoming(self, settlement);
  }

  private static Ending ending(
      LocalProcess self, ExitReason reason, @Nullable Relations own, int left) {
    LocalProcess sender = origin(self);
    return new Ending(
        self.serial(),
        self.parent(),
        own == null ? null : own.name,
        own == null ? null : own.label,
        self.functionName(),
        reason.text(),
        reason.isAbnormal(),
        originKind(self, reason),
        sender == null ? 0 : sender.serial(),
        left,
        self.spawnedNanos(),
        self.kernel().ticker().nanos());
  }

  private static ExitOrigin.Kind originKind(LocalProcess self, ExitReason reason) {
    Signal.Exit signal = self.exitSignal;
    if (signal == null) {
      boolean full = reason == ExitReason.MESSAGE_QUEUE_LIMIT;
      return full ? ExitOrigin.Kind.RUNTIME : ExitOrigin.Kind.ITSELF;
    }
    if (signal.sender == null) {
      return ExitOrigin.Kind.OUTSIDE;
    }
    if (signal.linked) {
      return ExitOrigin.Kind.LINK;
    }
    return signal.sender == self ? ExitOrigin.Kind.ITSELF : ExitOrigin.Kind.SIGNAL;
  }

  /** The process whose exit signal ended it; null for its own, for one from outside, for none. */
  private static @Nullable LocalProcess origin(LocalProcess self) {
    Signal.Exit signal = self.exitSignal;
    return signal == null || signal.sender == null || signal.sender == self
        ? null
        : LocalProcess.of(signal.sender);
  }

  // ---- called without locks ----

  /**
   * The process's own code has ended with {@code reason}; a reason given by an exit signal before
   * stands (semantics N8). Called by the thread that ran it, or when its grace time is over.
   */
  public static void finish(LocalProcess self, ExitReason reason) {
    Settlement settlement = new Settlement();
    self.acquire();
    try {
      if (self.life != LocalProcess.DEAD) {
        Signals.handleIncoming(self, settlement);
      }
      if (self.life != LocalProcess.DEAD) {
        ExitReason given = self.exitReason();
        end(self, given == null ? reason : given, settlement);
      }
    } finally {
      self.release();
    }
    settlement.run();
  }

  /**
   * Ends a process that still unwinds when its grace time is over (N7).
   *
   * @return false when it has ended by itself
   */
  public static boolean abandon(LocalProcess self) {
    Settlement settlement = new Settlement();
    self.acquire();
    try {
      ExitReason reason = self.exitReason();
      if (self.life != LocalProcess.EXITING || reason == null) {
        return false;
      }
      end(self, reason, settlement);
      self.host.stopRunning(self);
    } finally {
      self.release();
    }
    settlement.run();
    return true;
  }

  /** Calls {@code listener} when the process has ended; false when it is dead already. */
  public static boolean listen(LocalProcess self, ExitListener listener) {
    return self.withRelations(
        own ->
            own.exitListener =
                own.exitListener == null ? listener : own.exitListener.andThen(listener));
  }
}
