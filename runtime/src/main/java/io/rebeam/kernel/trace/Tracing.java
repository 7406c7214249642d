package io.rebeam.kernel.trace;

import io.rebeam.error.BadArgumentException;
import io.rebeam.kernel.process.Directory;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.time.Ticker;
import io.rebeam.trace.Trace;
import io.rebeam.trace.TraceKind;
import io.rebeam.trace.TraceListener;
import io.rebeam.trace.TraceRequest;
import io.rebeam.trace.TraceStop;
import io.rebeam.trace.Traces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The traces that run, and the events of processes on their way to them.
 *
 * <p>A process reads nothing but its own field {@code traced}, which is true while a trace is about
 * the process: a process that is not traced pays for no trace. At rare events (spawn, a name) it is
 * looked at whether there is a trace at all.
 *
 * <p>The events come on the thread of the process, an end on the thread that ends it, under the
 * lock of the process: nothing here waits.
 */
public final class Tracing {
  private static final ActiveTrace[] NONE = {};

  private final Ticker ticker;
  private final Directory directory;
  private final Function<Object, String> printer;
  private final LongFunction<String> names;
  private final LongFunction<String> functions;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under the lock. */
  private volatile ActiveTrace[] active = NONE;

  /** Whether a trace is about all processes. Written under the lock. */
  private volatile boolean everyone;

  /** Processes that work for a trace, and are in none that is about all. */
  private final Set<Long> exempt = ConcurrentHashMap.newKeySet();

  // guarded by lock
  private int numbers;
  private boolean closed;

  /**
   * @param printer the text of a message; called on the thread of a traced process, runs no Python
   * @param names the registered name that a process has or had, by serial; called on the thread of
   *     a trace
   * @param functions the name of its function, the same way
   */
  public Tracing(
      Ticker ticker,
      Directory directory,
      Function<Object, String> printer,
      LongFunction<String> names,
      LongFunction<String> functions) {
    this.ticker = ticker;
    this.directory = directory;
    this.printer = printer;
    this.names = names;
    this.functions = functions;
  }

  // ---- starting and stopping, any thread, no locks held ----

  /**
   * Starts a trace and its thread.
   *
   * @param predicate decides about messages; null for all
   * @throws BadArgumentException when too many run
   */
  public Trace start(
      Target target,
      TraceRequest request,
      @Nullable TracePredicate predicate,
      TraceListener listener) {
    ActiveTrace trace;
    lock.lock();
    try {
      if (closed || active.length >= Traces.MAX_RUNNING) {
        throw new BadArgumentException(
            "%d traces are running, and there can be no more; ':trace off' stops them"
                .formatted(active.length));
      }
      trace =
          new ActiveTrace(ticker, directory, this, ++numbers, target, request, predicate, listener);
      ActiveTrace[] more = Arrays.copyOf(active, active.length + 1);
      more[active.length] = trace;
      active = more;
      everyone |= target instanceof Target.All;
      enlist(trace, target);
    } finally {
      lock.unlock();
    }
    trace.begin();
    return trace;
  }

  /**
   * Marks the processes that a new trace is about. A process that is spawned later is marked when
   * it is made.
   */
  private void enlist(ActiveTrace trace, Target target) {
    switch (target) {
      case Target.All _ -> directory.table().all().forEach(process -> process.setTraced(true));
      case Target.One(LocalProcess process) -> {
        trace.add(process.serial());
        process.setTraced(true);
      }
      case Target.Named(String name) -> {
        LocalProcess holder = directory.names().whereis(name);
        if (holder != null) {
          trace.add(holder.serial());
          holder.setTraced(true);
        }
      }
      case Target.Labelled(String label) -> {
        for (LocalProcess process : directory.table().all()) {
          if (label.equals(process.label())) {
            trace.add(process.serial());
            process.setTraced(true);
          }
        }
      }
    }
  }

  /** A trace has ended: its processes are traced no more, unless by another. */
  void remove(ActiveTrace trace) {
    lock.lock();
    try {
      active = Arrays.stream(active).filter(other -> other != trace).toArray(ActiveTrace[]::new);
      everyone = Arrays.stream(active).anyMatch(ActiveTrace::isAboutAll);
      for (LocalProcess process : trace.isAboutAll() ? directory.table().all() : trace.members()) {
        refresh(process);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private void refresh(LocalProcess process) {
    process.setTraced(Arrays.stream(active).anyMatch(trace -> trace.isAbout(process.serial())));
  }

  /** Takes a process out of all traces that are about all, now and later. */
  public void exempt(LocalProcess process) {
    exempt.add(process.serial());
  }

  /** Whether it works for a trace, so that neither traces nor the history of ends show it. */
  public boolean isExempt(LocalProcess process) {
    return isExempt(process.serial());
  }

  boolean isExempt(long serial) {
    return !exempt.isEmpty() && exempt.contains(serial);
  }

  /** The process works for no trace any more. */
  public void noLongerExempt(LocalProcess process) {
    exempt.remove(process.serial());
  }

  public List<Trace> running() {
    return new ArrayList<>(Arrays.asList(active));
  }

  /** Stops all traces; there will be no more. */
  public void close() {
    lock.lock();
    closed = true;
    lock.unlock();
    for (ActiveTrace trace : active) {
      trace.stop(TraceStop.CLOSED);
    }
  }

  String text(Object message) {
    return printer.apply(message);
  }

  String nameOf(long serial) {
    return names.apply(serial);
  }

  String functionOf(long serial) {
    return functions.apply(serial);
  }

  // ---- events of processes ----

  /** Whether any trace runs. */
  public boolean isActive() {
    return active != NONE && active.length != 0;
  }

  /** A process was made and is in the table. */
  public void created(LocalProcess process) {
    if (everyone) {
      process.setTraced(true);
    }
  }

  /** {@code child} has been spawned and is about to start. */
  public void spawned(long parent, LocalProcess child) {
    for (ActiveTrace trace : active) {
      if (trace.wants(TraceKind.SPAWN) && trace.isAbout(parent)) {
        trace.capture(TraceKind.SPAWN, now(), parent, child.serial(), "");
      }
    }
  }

  /** A traced process is about to send. */
  public void sent(LocalProcess sender, LocalProcess receiver, Message message) {
    boolean any = false;
    for (ActiveTrace trace : active) {
      if (trace.isAbout(sender.serial())) {
        any = true;
        if (trace.wants(TraceKind.SEND)) {
          trace.captureMessage(
              TraceKind.SEND,
              message.sentNanos,
              sender.serial(),
              receiver.serial(),
              -1,
              message.payload);
        }
      }
    }
    if (!any) {
      miss(sender);
    }
  }

  /** A traced process has taken a message out of its mailbox. */
  public void received(LocalProcess receiver, Message message) {
    boolean any = false;
    for (ActiveTrace trace : active) {
      if (trace.isAbout(receiver.serial())) {
        any = true;
        if (trace.wants(TraceKind.RECEIVE)) {
          long now = now();
          trace.captureMessage(
              TraceKind.RECEIVE,
              now,
              receiver.serial(),
              message.sender,
              Math.max(0, now - message.sentNanos),
              message.payload);
        }
      }
    }
    if (!any) {
      miss(receiver);
    }
  }

  /** Clears the mark of a process that was made just when the last trace of all processes ended. */
  private void miss(LocalProcess process) {
    lock.lock();
    try {
      refresh(process);
    } finally {
      lock.unlock();
    }
  }

  /** A traced process ends. Under its lock. */
  public void ended(LocalProcess process, String reason) {
    for (ActiveTrace trace : active) {
      if (trace.isAbout(process.serial())) {
        if (trace.wants(TraceKind.EXIT)) {
          trace.capture(TraceKind.EXIT, now(), process.serial(), 0, reason);
        }
        trace.drop(process.serial());
      }
    }
  }

  /** {@code self} has linked itself to {@code peer}; one of them is traced. */
  public void linked(LocalProcess self, LocalProcess peer) {
    captureLink(TraceKind.LINK, self, peer);
  }

  /** {@code self} has ended the link; one of them is traced. */
  public void unlinked(LocalProcess self, LocalProcess peer) {
    captureLink(TraceKind.UNLINK, self, peer);
  }

  private void captureLink(TraceKind kind, LocalProcess self, LocalProcess peer) {
    for (ActiveTrace trace : active) {
      if (trace.wants(TraceKind.LINK)
          && (trace.isAbout(self.serial()) || trace.isAbout(peer.serial()))) {
        trace.capture(kind, now(), self.serial(), peer.serial(), "");
      }
    }
  }

  /** A process has got a name; called for all processes while there are traces. */
  public void registered(LocalProcess process, String name) {
    for (ActiveTrace trace : active) {
      if (trace.isAboutName(name)) {
        join(trace, process);
      }
      captureName(trace, TraceKind.REGISTER, process, name);
    }
  }

  public void unregistered(LocalProcess process, String name) {
    for (ActiveTrace trace : active) {
      captureName(trace, TraceKind.UNREGISTER, process, name);
      if (trace.isAboutName(name)) {
        trace.drop(process.serial());
      }
    }
  }

  private void captureName(ActiveTrace trace, TraceKind kind, LocalProcess process, String name) {
    if (trace.wants(TraceKind.REGISTER) && trace.isAbout(process.serial())) {
      trace.capture(kind, now(), process.serial(), 0, name);
    }
  }

  /** A process has got a label; called for all processes while there are traces. */
  public void labelled(LocalProcess process, String label) {
    for (ActiveTrace trace : active) {
      if (trace.isAboutLabel(label)) {
        join(trace, process);
      }
    }
  }

  private static void join(ActiveTrace trace, LocalProcess process) {
    trace.add(process.serial());
    process.setTraced(true);
  }

  private long now() {
    return ticker.nanos();
  }
}
