package io.rebeam.kernel.process;

import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import java.util.List;

/** Links between processes (semantics C.1). Public methods are called by {@code self}'s thread. */
public final class Links {
  private Links() {}

  /** Links {@code self} and {@code peer} (C1). Does nothing for itself or a second time. */
  public static void link(LocalProcess self, LocalProcess peer) {
    if (peer == self) {
      return;
    }
    Link link = new Link(self.kernel().nextRef(), self, peer);
    self.acquire();
    boolean isNew = self.relations().links.putIfAbsent(peer, List.of(link)) == null;
    self.release();
    Chaos.seam();
    if (isNew) {
      peer.deliver(new Signal.LinkRequest(link));
    }
  }

  /** A link to a dead process, made by a process that traps exits: an EXIT message (C5). */
  public static void linkNoProcess(LocalProcess self, LocalProcess dead) {
    Settlement settlement = new Settlement();
    self.acquire();
    self.receiveNotice(
        new Notice.ExitNotice(dead, ExitReason.NOPROC),
        dead.serial(),
        self.kernel().ticker().nanos(),
        settlement);
    self.release();
    settlement.run();
  }

  /** Makes a link to a process that has not run yet: one step with its creation (A3). */
  public static void linkNewborn(LocalProcess self, LocalProcess child) {
    Link link = new Link(self.kernel().nextRef(), self, child);
    self.acquire();
    self.relations().links.put(child, List.of(link));
    self.release();
    child.acquire();
    child.relations().links.put(self, List.of(link));
    child.release();
  }

  /** Removes the link; no exit signal of it has an effect after the return (C8). */
  public static void unlink(LocalProcess self, LocalProcess peer) {
    self.acquire();
    Relations own = self.relationsOrNull();
    List<Link> links = own == null ? null : own.links.remove(peer);
    self.release();
    Chaos.seam();
    if (links != null) {
      links.forEach(link -> peer.deliver(new Signal.Unlink(link)));
    }
  }

  // ---- the other side, under its lock ----

  static void accept(LocalProcess self, Link link) {
    self.relations().addLink(link.other(self), link);
  }

  static void drop(LocalProcess self, Link link) {
    self.relations().dropLink(link.other(self), link);
  }

  static void tellOfEnd(
      LocalProcess self, Relations own, ExitReason reason, Settlement settlement) {
    for (LocalProcess peer : own.links.keySet()) {
      Chaos.seam();
      peer.deliverLater(new Signal.Exit(self, reason, true), settlement);
    }
  }
}
