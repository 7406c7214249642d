package io.rebeam.node;

import io.rebeam.kernel.history.Endings;
import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.jfr.Flight;
import io.rebeam.kernel.process.Ending;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessObserver;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.trace.Tracing;
import org.jspecify.annotations.Nullable;

/** Hands the events of processes to the traces, the history, the flight recorder and the logs. */
final class NodeObserver implements ProcessObserver {
  private final Tracing tracing;
  private final Endings endings;
  private final RuntimeEvents events;

  NodeObserver(Tracing tracing, Endings endings, RuntimeEvents events) {
    this.tracing = tracing;
    this.endings = endings;
    this.events = events;
  }

  @Override
  public void created(LocalProcess process) {
    tracing.created(process);
  }

  @Override
  public void spawned(LocalProcess process) {
    if (tracing.isActive()) {
      tracing.spawned(process.parent(), process);
    }
  }

  @Override
  public void started(LocalProcess process) {
    if (Flight.recordsSpawns()) {
      Flight.spawned(process.serial(), process.parent(), process.functionName());
    }
  }

  @Override
  public void sent(LocalProcess sender, LocalProcess receiver, Message message) {
    tracing.sent(sender, receiver, message);
  }

  @Override
  public void received(LocalProcess receiver, Message message) {
    tracing.received(receiver, message);
  }

  @Override
  public void linked(LocalProcess self, LocalProcess peer) {
    tracing.linked(self, peer);
  }

  @Override
  public void unlinked(LocalProcess self, LocalProcess peer) {
    tracing.unlinked(self, peer);
  }

  @Override
  public void registered(LocalProcess process, String name) {
    tracing.registered(process, name);
  }

  @Override
  public void unregistered(LocalProcess process, String name) {
    tracing.unregistered(process, name);
  }

  @Override
  public void labelled(LocalProcess process, String label) {
    tracing.labelled(process, label);
  }

  @Override
  public void ending(LocalProcess process, Ending ending) {
    if (!tracing.isExempt(process)) {
      endings.add(ending);
      Flight.ended(ending);
    }
  }

  @Override
  public void ended(LocalProcess process, String reason) {
    tracing.ended(process, reason);
  }

  @Override
  public void mailboxFull(LocalProcess process, @Nullable String name, int limit) {
    Flight.mailboxLimit(process.serial(), name, limit);
    events.mailboxFull(process, limit);
  }

  @Override
  public void processLimitReached(int limit) {
    events.processLimitReached(limit);
  }
}
