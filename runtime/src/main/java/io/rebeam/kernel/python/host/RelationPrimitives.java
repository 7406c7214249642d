package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.Aliases;
import io.rebeam.kernel.process.Links;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Monitors;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.process.Suspensions;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.signal.Signal;

/** The primitives of links, monitors, aliases, suspensions and exit signals. */
final class RelationPrimitives {
  private final Caller caller;

  RelationPrimitives(Caller caller) {
    this.caller = caller;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.warm("exit_signal", 4, this::exitSignal);
    primitives.cold("trap_exit", this::trapExit);
    primitives.warm("link", 1, this::link);
    primitives.cold("unlink", this::unlink);
    primitives.warm("monitor", 4, this::monitor);
    primitives.warm(
        "demonitor", 1, a -> Monitors.demonitor(caller.process(), Arguments.integer(a[0])));
    primitives.cold("alias", a -> Aliases.alias(caller.process(), Arguments.aliasMode(a[0])));
    primitives.cold("unalias", a -> Aliases.unalias(caller.process(), Arguments.integer(a[0])));
    primitives.cold("suspend", this::suspend);
    primitives.cold("resume", a -> Suspensions.resume(caller.process(), (LocalProcess) a[0]));
  }

  /** {@code exit_signal(process, kind, term, text)}: from the current process, or from outside. */
  private Object exitSignal(Object[] a) {
    LocalProcess sender = caller.processOrNull();
    LocalProcess receiver = (LocalProcess) a[0];
    Signal exit = new Signal.Exit(sender, Arguments.exitReason(a, 1), false);
    if (sender == null) {
      Signals.deliver(receiver, exit);
    } else {
      Signals.send(sender, receiver, exit);
      caller.stopIfExiting(sender);
    }
    return PNone.NONE;
  }

  private Object trapExit(Object[] a) {
    LocalProcess process = caller.process();
    boolean old = process.setTrapExit((boolean) a[0]);
    caller.stopIfExiting(process);
    return old;
  }

  /** {@code link(process)}: False when it is dead, and the caller does not trap exits. */
  private Object link(Object[] a) {
    LocalProcess self = caller.process();
    LocalProcess peer = (LocalProcess) a[0];
    if (peer != self && !peer.isAlive()) {
      if (!self.trapsExits()) {
        return false;
      }
      if (peer.isDead()) {
        Links.linkNoProcess(self, peer);
        return true;
      }
    } // one that unwinds answers at its end
    Links.link(self, peer);
    return true;
  }

  private Object unlink(Object[] a) {
    Links.unlink(caller.process(), (LocalProcess) a[0]);
    return true;
  }

  /** {@code monitor(process, name, alias, tag)}: the reference. */
  private Object monitor(Object[] a) {
    return Monitors.monitor(
        caller.process(),
        a[0] instanceof LocalProcess target ? target : null,
        Arguments.textOrNull(a[1]),
        a[2] == PNone.NONE ? null : Arguments.aliasMode(a[2]),
        Arguments.orNull(a[3]));
  }

  private Object suspend(Object[] a) {
    LocalProcess self = caller.process();
    boolean suspended = Suspensions.suspend(self, (LocalProcess) a[0]);
    caller.stopIfExiting(self);
    return suspended;
  }
}
