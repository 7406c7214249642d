package io.rebeam.kernel.process;

import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Link;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import java.util.List;

/**
 * Links between processes (semantics C.1). Public methods are called by {@code self}'s own thread.
 *
 * <p>They send under the lock of {@code self}, as all that a process sends: another thread may kill
 * it meanwhile, and nothing it sends may come behind its exit signals (B3).
 */
public final class Links {
  private Links() {}

  /** Links {@code self} and {@code peer} (C1). Does nothing for itself or a second time. */
  public static void link(LocalProcess self, LocalProcess peer) {
    if (peer == self) {
      return;
    }
    Link link = new Link(self.kernel().nextRef(), self, peer);
    Settlement settlement = new Settlement();
    boolean isNew;
    self.acquire();
    try {
      isNew = !self.isDead() && self.relations().links.putIfAbsent(peer, List.of(link)) == null;
      if (isNew) {
        Chaos.seam();
        Signals.deliver(peer, new Signal.LinkRequest(link), settlement);
      }
    } finally {
      self.release();
    }
    if (isNew && (self.isTraced() || peer.isTraced())) {
      self.kernel().observer().linked(self, peer);
    }
    settlement.run();
  }

  /** A link to a dead process, made by a process that traps exits: an EXIT message (C5). */
  public static void linkNoProcess(LocalProcess self, LocalProcess dead) {
    Signals.settle(self); // what was sent before is received before (B3)
    Settlement settlement = new Settlement();
    self.acquire();
    try {
      Signals.receiveNotice(
          self,
          new Notice.ExitNotice(dead, ExitReason.NOPROC),
          dead.serial(),
          self.kernel().ticker().nanos(),
          settlement);
    } finally {
      self.release();
    }
    settlement.run();
  }

  /**
   * Makes a link to a process that has not run yet: one step with its creation (A3).
   *
   * @return false when {@code self} is dead
   */
  public static boolean linkNewborn(LocalProcess self, LocalProcess child) {
    Link link = new Link(self.kernel().nextRef(), self, child);
    child.withRelations(own -> own.links.put(self, List.of(link)));
    if (self.isTraced() || child.isTraced()) {
      self.kernel().observer().linked(self, child);
    }
    return self.withRelations(own -> own.links.put(child, List.of(link)));
  }

  /** Removes the link; no exit signal of it has an effect after the return (C8). */
  public static void unlink(LocalProcess self, LocalProcess peer) {
    Settlement settlement = new Settlement();
    List<Link> links;
    self.acquire();
    try {
      Relations own = self.relationsOrNull();
      links = own == null ? null : own.links.remove(peer);
      if (links != null) {
        Chaos.seam();
        links.forEach(link -> Signals.deliver(peer, new Signal.Unlink(link), settlement));
      }
    } finally {
      self.release();
    }
    if (links != null && (self.isTraced() || peer.isTraced())) {
      self.kernel().observer().unlinked(self, peer);
    }
    settlement.run();
  }

  // ---- the other side, under its lock ----

  static void accept(LocalProcess self, Link link) {
    self.relations().addLink(LocalProcess.of(link.other(self)), link);
  }

  static void drop(LocalProcess self, Link link) {
    self.relations().dropLink(LocalProcess.of(link.other(self)), link);
  }

  static void sendExits(
      LocalProcess self, Relations own, ExitReason reason, Settlement settlement) {
    for (LocalProcess peer : own.links.keySet()) {
      Chaos.seam();
      Signals.deliver(peer, new Signal.Exit(self, reason, true), settlement);
    }
  }
}
