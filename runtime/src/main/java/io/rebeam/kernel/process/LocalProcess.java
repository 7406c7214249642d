package io.rebeam.kernel.process;

import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A process of this node: its signal queue, its mailbox, its relations and its state. Python holds
 * only its coroutine; everything else is here, so that it can be looked into while Python is busy
 * (design D2).
 */
public final class LocalProcess implements TruffleObject {
  /*
   * Signals. Any thread pushes onto `incoming` (newest first). Whoever holds the process's lock
   * takes the whole stack, turns it round and acts on each signal in arrival order (semantics B3):
   * the process's own thread before it runs user code, or any other thread that needs the effect
   * now, such as a killer or an inspector (M7). The lock is a spin word: it is held for a bounded
   * time, never while Python runs, and nothing under it takes another process's lock.
   *
   * Being run. Only these edges exist:
   *   WAITING  -> RUNNABLE  any thread, in wake(); it then tells the host
   *   RUNNABLE -> RUNNING   the host, in beginSlice()
   *   RUNNABLE -> WAITING   the host, in beginSlice(), when there is nothing to do after all
   *   RUNNING  -> WAITING   the host, in endSlice()
   *   RUNNING  -> RUNNABLE  the host, in endSlice(), for a yield
   * A push is followed by wake(); endSlice() publishes WAITING and then looks at `incoming` again.
   * Either the CAS in wake() sees WAITING or that look sees the signal: no wake-up is lost (M14).
   *
   * Life: ALIVE -> EXITING -> DEAD or ALIVE -> DEAD, under the lock. EXITING means the last signal
   * has been received and the coroutine still unwinds (N6).
   */
  private static final int WAITING = 0;
  private static final int RUNNABLE = 1;
  private static final int RUNNING = 2;

  private static final int ALIVE = 0;
  private static final int EXITING = 1;
  private static final int DEAD = 2;

  /** What a waiting process waits for. */
  public enum WaitMode {
    /** A message it has not scanned, or its wake-up. */
    MESSAGE,
    /** Its wake-up only: a sleep, or a blocking call it awaits. */
    WAKE_UP,
    /** Nothing: it only let others run. */
    YIELD
  }

  /** Receives that may find a message at once before a process has to let others run (M12). */
  static final int RECEIVE_BUDGET = 2_000;

  private static final VarHandle INCOMING;
  private static final VarHandle RUN;
  private static final VarHandle LOCK;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      INCOMING = lookup.findVarHandle(LocalProcess.class, "incoming", Signal.class);
      RUN = lookup.findVarHandle(LocalProcess.class, "run", int.class);
      LOCK = lookup.findVarHandle(LocalProcess.class, "lock", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // immutable state
  private final long serial;
  private final ProcessHost host;
  private final long parent;
  private final boolean blocking;
  private final long spawnedNanos;

  // state words, protocol above
  private volatile @Nullable Signal incoming;
  private volatile int run = WAITING;
  private volatile int life = ALIVE;

  @SuppressWarnings("UnusedVariable") // through LOCK
  private volatile int lock;

  // guarded by the lock
  private final Mailbox mailbox = new Mailbox();
  private @Nullable Relations relations;
  private boolean trapExit;
  private boolean started;
  private boolean unwinding;
  private volatile boolean interrupted;
  private @Nullable ExitReason exitReason;
  private @Nullable LocalProcess exitOrigin;
  private int messagesIn;

  // owner: the thread that runs it; read by others for display
  private @Nullable Object coroutine;
  private @Nullable Object pythonPid;
  private volatile @Nullable Thread thread;
  private @Nullable String initialCall;
  private WaitMode waitMode = WaitMode.MESSAGE;
  private int waitGeneration;
  private volatile int wokenGeneration = -1;
  private int receiveBudget;
  private int messagesOut;
  private int slices;
  private long cpuNanos;

  private LocalProcess(ProcessHost host, long serial, long parent, boolean blocking) {
    this.host = host;
    this.serial = serial;
    this.parent = parent;
    this.blocking = blocking;
    this.spawnedNanos = host.kernel().ticker().nanos();
  }

  /**
   * Creates a process and enters it into the table; it does not run before {@link #start}.
   *
   * @param parent the spawner's serial, 0 for none
   * @param coroutine what its scheduler steps; null for a blocking process
   * @return the process, or null when the process table is full (semantics A11)
   */
  public static @Nullable LocalProcess create(
      ProcessHost host, long parent, @Nullable Object coroutine, boolean trapExit) {
    Kernel kernel = host.kernel();
    if (kernel.table().size() >= Kernel.MAX_PROCESSES) {
      return null;
    }
    LocalProcess process = new LocalProcess(host, kernel.nextPid(), parent, coroutine == null);
    process.coroutine = coroutine;
    process.trapExit = trapExit;
    kernel.table().add(process);
    return process;
  }

  /** What stands for a process that is dead or never was, so that its pid can be a value. */
  public static LocalProcess dead(ProcessHost host, long serial) {
    LocalProcess process = new LocalProcess(host, serial, 0, true);
    process.life = DEAD;
    process.exitReason = ExitReason.NOPROC;
    return process;
  }

  /** Lets the process run for the first time. Called once, by its creator. */
  public void start() {
    wake();
  }

  // ---- identity ----

  public long serial() {
    return serial;
  }

  public long parent() {
    return parent;
  }

  public boolean isBlocking() {
    return blocking;
  }

  public ProcessHost host() {
    return host;
  }

  public long spawnedNanos() {
    return spawnedNanos;
  }

  public @Nullable Object pythonPid() {
    return pythonPid;
  }

  public void setPythonPid(Object pid) {
    pythonPid = pid;
  }

  /** The thread of a blocking process, while it has one. */
  public @Nullable Thread thread() {
    return thread;
  }

  public void setThread(@Nullable Thread thread) {
    this.thread = thread;
  }

  public @Nullable Object coroutine() {
    return coroutine;
  }

  public @Nullable String initialCall() {
    return initialCall;
  }

  public void setInitialCall(String initialCall) {
    this.initialCall = initialCall;
  }

  @Override
  public String toString() {
    return "<0." + serial + ".0>";
  }

  // ---- life, as others see it ----

  /** Whether it exists and is not exiting, after all signals sent to it before (A24, A25). */
  public boolean isAlive() {
    if (incoming != null) {
      settle(this);
    }
    return life == ALIVE;
  }

  /** Whether its last signal has been received; no signals are handled by asking. */
  public boolean isExitingOrDead() {
    return life != ALIVE;
  }

  public boolean isDead() {
    return life == DEAD;
  }

  public boolean isRunning() {
    return run == RUNNING;
  }

  public boolean isRunnable() {
    return run == RUNNABLE;
  }

  // ---- sending ----

  /** Sends a signal to this process. Never blocks, never runs the receiver's code (M13). */
  public void deliver(Signal signal) {
    boolean arrived = push(signal);
    if (!arrived) {
      Deque<LocalProcess> reached = new ArrayDeque<>(2);
      refuseIncoming(reached);
      settleAll(reached);
    } else if (signal instanceof Signal.Exit) {
      settle(this);
    }
  }

  /**
   * As {@link #deliver}, for use under a lock: whom the signal reaches is settled by the caller.
   */
  private void deliverLater(Signal signal, Collection<LocalProcess> reached) {
    if (!push(signal)) {
      refuseIncoming(reached);
    } else if (signal instanceof Signal.Exit) {
      reached.add(this);
    }
  }

  /** Queues a signal. False: the process is dead, and the caller has to refuse what is queued. */
  private boolean push(Signal signal) {
    Signal top;
    do {
      top = incoming;
      signal.next = top;
    } while (!INCOMING.compareAndSet(this, top, signal));
    if (life == DEAD) {
      // Pairs with end(): either it takes what was pushed before it published DEAD, or our caller.
      return false;
    }
    wake();
    return true;
  }

  private void wake() {
    if (run == WAITING && RUN.compareAndSet(this, WAITING, RUNNABLE)) {
      host.runnable(this);
    }
  }

  /** Ends the wait numbered {@code generation}, if the process is still in it. Any thread. */
  public void wakeUp(int generation) {
    acquire();
    if (generation - wokenGeneration > 0) { // a late waker must not hide a newer one
      wokenGeneration = generation;
    }
    release();
    wake();
  }

  /** Counts a message this process sent. Called by its own thread. */
  public void countSent() {
    messagesOut++;
  }

  // ---- handling signals ----

  /**
   * Acts on the signals that have arrived at {@code first}, and at every process that its end
   * reaches in turn. A chain of any length takes no stack.
   */
  private static void settle(LocalProcess first) {
    first.acquire();
    Signal other;
    Deque<LocalProcess> reached;
    Deque<Runnable> deaths;
    try {
      other = first.receiveMessages();
      if (other == null) {
        return; // nothing but messages: the usual case, without the collections below
      }
      reached = new ArrayDeque<>(4);
      deaths = new ArrayDeque<>(2);
      first.handleAll(other, reached, deaths);
      first.handleIncoming(reached, deaths);
    } finally {
      first.release();
    }
    settleAll(reached);
    deaths.forEach(Runnable::run);
  }

  /** Takes the messages that have arrived up to another signal, which it returns, with the rest. */
  private @Nullable Signal receiveMessages() {
    Signal signal = arrivalOrder((Signal) INCOMING.getAndSet(this, null));
    while (signal instanceof Message message && life == ALIVE) {
      signal = message.next;
      message.next = null;
      receive(message);
    }
    return signal;
  }

  private static void settleAll(Deque<LocalProcess> reached) {
    Deque<Runnable> deaths = new ArrayDeque<>(2);
    LocalProcess next;
    while ((next = reached.poll()) != null) {
      next.acquire();
      try {
        next.handleIncoming(reached, deaths);
      } finally {
        next.release();
      }
    }
    deaths.forEach(Runnable::run);
  }

  /** Takes and handles all that has arrived. The caller holds the lock. */
  private void handleIncoming(Collection<LocalProcess> reached, Collection<Runnable> deaths) {
    while (incoming != null) {
      handleAll(arrivalOrder((Signal) INCOMING.getAndSet(this, null)), reached, deaths);
    }
  }

  private void handleAll(
      @Nullable Signal first, Collection<LocalProcess> reached, Collection<Runnable> deaths) {
    Signal signal = first;
    while (signal != null) {
      Signal following = signal.next;
      signal.next = null;
      handle(signal, reached, deaths);
      signal = following;
    }
  }

  private static @Nullable Signal arrivalOrder(@Nullable Signal newestFirst) {
    Signal oldestFirst = null;
    for (Signal s = newestFirst; s != null; ) {
      Signal older = s.next;
      s.next = oldestFirst;
      oldestFirst = s;
      s = older;
    }
    return oldestFirst;
  }

  /** The signal table (semantics B1). */
  private void handle(
      Signal signal, Collection<LocalProcess> reached, Collection<Runnable> deaths) {
    if (life != ALIVE && !(signal instanceof Signal.Exit)) {
      refuse(signal, reached);
      return;
    }
    switch (signal) {
      case Message message -> receive(message);
      case Signal.LinkRequest request -> acceptLink(request.link);
      case Signal.Unlink unlink -> dropLink(unlink.link);
      case Signal.Exit exit -> receiveExit(exit, reached, deaths);
      case Signal.MonitorRequest request ->
          relations().monitoredBy.put(request.monitor.ref(), request.monitor);
      case Signal.Demonitor demonitor -> relations().monitoredBy.remove(demonitor.monitor.ref());
      case Signal.Down down -> receiveDown(down);
    }
  }

  /** Answers a signal that comes too late (B8, A20 step 9). */
  private void refuse(Signal signal, Collection<LocalProcess> reached) {
    switch (signal) {
      case Signal.LinkRequest request ->
          request
              .link
              .other(this)
              .deliverLater(new Signal.Exit(this, ExitReason.NOPROC, true), reached);
      case Signal.MonitorRequest request ->
          request.monitor.watcher().deliverLater(down(request.monitor, ExitReason.NOPROC), reached);
      case Message _, Signal.Unlink _, Signal.Exit _, Signal.Demonitor _, Signal.Down _ -> {}
    }
  }

  private void refuseIncoming(Collection<LocalProcess> reached) {
    Signal signal = arrivalOrder((Signal) INCOMING.getAndSet(this, null));
    while (signal != null) {
      Signal following = signal.next;
      signal.next = null;
      refuse(signal, reached);
      signal = following;
    }
  }

  private void receive(Message message) {
    if (message.alias != 0) {
      Relations own = relations;
      if (own == null || !own.aliases.containsKey(message.alias)) {
        return;
      }
    }
    messagesIn++;
    mailbox.append(message);
  }

  private void receiveNotice(Notice notice, long sender, long nanos) {
    receive(new Message(sender, nanos, 0, notice));
  }

  private void acceptLink(Link link) {
    relations().addLink(link.other(this), link);
  }

  private void dropLink(Link link) {
    relations().dropLink(link.other(this), link);
  }

  private void receiveDown(Signal.Down down) {
    Relations own = relations();
    Monitor monitor = own.monitors.remove(down.monitor.ref());
    if (monitor == null) {
      return;
    }
    endAliasOf(monitor.ref());
    LocalProcess target = monitor.target();
    receiveNotice(
        new Notice.DownNotice(monitor.ref(), target, monitor.name(), down.reason),
        target == null ? 0 : target.serial,
        down.sentNanos);
  }

  /** The exit signal table (semantics C.3). */
  private void receiveExit(
      Signal.Exit exit, Collection<LocalProcess> reached, Collection<Runnable> deaths) {
    LocalProcess sender = exit.sender;
    if (exit.linked && (sender == null || relations().links.remove(sender) == null)) {
      return; // the link is not active (C10)
    }
    boolean untrappable = !exit.linked && exit.reason.kind() == ExitReason.Kind.KILL;
    if (life == DEAD || (life == EXITING && !untrappable)) {
      return; // the first exit wins (A21)
    }
    if (untrappable) {
      if (life == ALIVE) {
        exitOrigin = sender == this ? null : sender;
      }
      end(life == EXITING && exitReason != null ? exitReason : ExitReason.KILLED, reached, deaths);
      host.stopRunning(this);
    } else if (trapExit) {
      receiveNotice(
          new Notice.ExitNotice(sender, exit.reason),
          sender == null ? 0 : sender.serial,
          host.kernel().ticker().nanos());
    } else if (exit.reason.kind() != ExitReason.Kind.NORMAL || (!exit.linked && sender == this)) {
      exitOrigin = sender == this ? null : sender;
      exitReason = exit.reason;
      if (blocking) {
        end(exit.reason, reached, deaths);
        host.stopRunning(this);
      } else {
        life = EXITING;
        wake();
      }
    }
  }

  /** The steps of termination in the order of semantics A20. The caller holds the lock. */
  private void end(
      ExitReason reason, Collection<LocalProcess> reached, Collection<Runnable> deaths) {
    exitReason = reason;
    life = DEAD;
    coroutine = null;
    long left = mailbox.length();
    mailbox.clear();
    Kernel kernel = host.kernel();
    Relations own = relations;
    relations = null;
    if (own != null) {
      kernel.cancelTimers(own.timers);
      if (own.name != null) {
        kernel.names().release(own.name, this);
      }
    }
    kernel.table().remove(this);
    if (own != null) {
      tellOthers(own, reason, reached);
      DeathListener listener = own.deathListener;
      if (listener != null) {
        deaths.add(() -> listener.died(this, reason, exitOrigin, left));
      }
    }
    refuseIncoming(reached);
  }

  private void tellOthers(Relations own, ExitReason reason, Collection<LocalProcess> reached) {
    own.aliases.keySet().forEach(host.kernel().names()::removeAlias);
    for (LocalProcess peer : own.links.keySet()) {
      peer.deliverLater(new Signal.Exit(this, reason, true), reached);
    }
    for (Monitor monitor : own.monitoredBy.values()) {
      monitor.watcher().deliverLater(down(monitor, reason), reached);
    }
    for (Monitor monitor : own.monitors.values()) {
      LocalProcess target = monitor.target();
      if (target != null) {
        target.deliverLater(new Signal.Demonitor(monitor), reached);
      }
    }
  }

  private Signal.Down down(Monitor monitor, ExitReason reason) {
    return new Signal.Down(monitor, reason, host.kernel().ticker().nanos());
  }

  /**
   * The process's own code has ended with {@code reason}; a reason given by an exit signal before
   * stands (semantics N8). Called by the thread that ran it.
   */
  public void finish(ExitReason reason) {
    Deque<LocalProcess> reached = new ArrayDeque<>(4);
    Deque<Runnable> deaths = new ArrayDeque<>(2);
    acquire();
    try {
      if (life != DEAD) {
        handleIncoming(reached, deaths);
      }
      if (life != DEAD) {
        ExitReason given = life == EXITING ? exitReason : null;
        end(given == null ? reason : given, reached, deaths);
      }
    } finally {
      release();
    }
    settleAll(reached);
    deaths.forEach(Runnable::run);
  }

  /** The reason it ended or is ending with, or null while it is alive. */
  public @Nullable ExitReason exitReason() {
    return life == ALIVE ? null : exitReason;
  }

  // ---- being run, called by the host ----

  /** What the host has to do with a process it took from its run queue. */
  public enum Turn {
    /** Resume its code. */
    RESUME,
    /** Resume it by throwing its exit reason in. */
    UNWIND,
    /** Resume it by throwing {@code KeyboardInterrupt} in. */
    INTERRUPT,
    /** Nothing: it is dead, or waits on. */
    NONE
  }

  /** RUNNABLE to RUNNING, or back to WAITING when there is nothing to run for. */
  public Turn beginSlice() {
    while (true) {
      if (incoming != null) {
        settle(this);
      }
      Turn turn = turn();
      if (turn != Turn.NONE) {
        run = RUNNING;
        receiveBudget = RECEIVE_BUDGET;
        slices++;
        return turn;
      }
      run = WAITING;
      // Pairs with push() and wakeUp(): they publish their cause before they look at `run`.
      if (!hasCause() || !RUN.compareAndSet(this, WAITING, RUNNABLE)) {
        return Turn.NONE;
      }
    }
  }

  private Turn turn() {
    acquire();
    try {
      if (life == DEAD) {
        return Turn.NONE;
      }
      if (life == EXITING) {
        if (unwinding) {
          return Turn.RESUME;
        }
        unwinding = true;
        return Turn.UNWIND;
      }
      if (interrupted) {
        interrupted = false;
        return Turn.INTERRUPT;
      }
      if (!started || waitIsOver()) {
        started = true;
        return Turn.RESUME;
      }
      return Turn.NONE;
    } finally {
      release();
    }
  }

  private boolean waitIsOver() {
    return switch (waitMode) {
      case YIELD -> true;
      case WAKE_UP -> wokenGeneration == waitGeneration;
      case MESSAGE -> wokenGeneration == waitGeneration || mailbox.hasUnscanned();
    };
  }

  private boolean hasCause() {
    if (life == DEAD) {
      return false;
    }
    return incoming != null
        || wokenGeneration == waitGeneration
        || (life == EXITING && !unwinding)
        || interrupted;
  }

  /** The slice is over and the process lives on: it waits, or has yielded. */
  public void endSlice(long nanos) {
    cpuNanos += nanos;
    if (life == DEAD) {
      return;
    }
    if (waitMode == WaitMode.YIELD) {
      run = RUNNABLE;
      host.runnable(this);
      return;
    }
    run = WAITING;
    // Pairs with push() and wakeUp(), as in beginSlice().
    if (hasCause()) {
      wake();
    }
  }

  /** A blocking process counts its waits and its CPU time itself. */
  public void addCpuNanos(long nanos) {
    cpuNanos += nanos;
  }

  /** Blocking processes: whether there is a reason to stop waiting now. Handles signals. */
  public boolean waitEnded() {
    if (incoming != null) {
      settle(this);
    }
    if (life != ALIVE) {
      return true;
    }
    acquire();
    try {
      if (interrupted || waitIsOver()) {
        interrupted = false;
        return true;
      }
      return false;
    } finally {
      release();
    }
  }

  /** Blocking processes: publishes that its thread is about to park. */
  public void beginBlockedWait() {
    run = WAITING;
  }

  /** Blocking processes: its thread goes on. */
  public void endBlockedWait() {
    run = RUNNING;
    receiveBudget = RECEIVE_BUDGET;
    slices++;
  }

  /** Blocking processes: whether the thread may park; false once someone has woken it. */
  public boolean stillWaiting() {
    return run == WAITING && incoming == null && life == ALIVE;
  }

  /** Asks the process to stop waiting with a {@code KeyboardInterrupt}. Any thread. */
  public void interrupt() {
    acquire();
    interrupted = true;
    release();
    wake();
  }

  // ---- receiving, called by the process's own thread ----

  /** Says what the coming wait is for and returns its number, for {@link #wakeUp}. */
  public int prepareWait(WaitMode mode) {
    waitMode = mode;
    waitGeneration++;
    return waitGeneration;
  }

  /** The wait is over: its wake-up, come or still to come, does not end the next one. */
  public void endWait() {
    waitGeneration++;
  }

  /** Changes what the current wait is for without giving it a new number. */
  public void waitFor(WaitMode mode) {
    waitMode = mode;
  }

  /** Whether the wait numbered {@code generation} was ended by {@link #wakeUp}. */
  public boolean wasWoken(int generation) {
    return wokenGeneration == generation;
  }

  /**
   * Takes the oldest message, or returns null: then the caller has to let the scheduler run. The
   * budget makes a flooded process do so as well, with messages left (M12).
   */
  public @Nullable Message takeOldest() {
    if (incoming != null) {
      settle(this);
    }
    if (--receiveBudget < 0) {
      waitMode = WaitMode.YIELD;
      return null;
    }
    acquire();
    Message message = mailbox.takeFirst();
    release();
    if (message == null) {
      waitMode = WaitMode.MESSAGE;
    }
    return message;
  }

  /**
   * Enters a selective receive. Returns whether its budget is used up and the process has to let
   * others run first (M12). The scan itself has none: it must not end before the last message, or a
   * receive with a timeout would miss a match (F5).
   */
  public boolean rewind() {
    acquire();
    mailbox.rewind();
    release();
    if (--receiveBudget < 0) {
      waitMode = WaitMode.YIELD;
      return true;
    }
    return false;
  }

  /** The next message this receive has not seen; it stays in the mailbox. Null: wait. */
  public @Nullable Message scan() {
    if (incoming != null) {
      settle(this);
    }
    acquire();
    Message message = mailbox.scan();
    release();
    if (message == null) {
      waitMode = WaitMode.MESSAGE;
    }
    return message;
  }

  /** Removes the message that {@link #scan} returned last. */
  public void takeScanned() {
    acquire();
    try {
      mailbox.takeScanned();
    } finally {
      release();
    }
  }

  // ---- relations, called by the process's own thread ----

  /** Links this process and {@code peer} (C1). Does nothing for itself or a second time. */
  public void link(LocalProcess peer) {
    if (peer == this) {
      return;
    }
    Link link = new Link(host.kernel().nextRef(), this, peer);
    acquire();
    boolean isNew = relations().links.putIfAbsent(peer, List.of(link)) == null;
    release();
    if (isNew) {
      peer.deliver(new Signal.LinkRequest(link));
    }
  }

  /** A link to a dead process, made by a process that traps exits: an EXIT message (C5). */
  public void linkNoProcess(LocalProcess dead) {
    acquire();
    receiveNotice(
        new Notice.ExitNotice(dead, ExitReason.NOPROC),
        dead.serial,
        host.kernel().ticker().nanos());
    release();
  }

  /** Makes a link to a process that has not run yet: one step with its creation (A3). */
  public void linkNewborn(LocalProcess child) {
    Link link = new Link(host.kernel().nextRef(), this, child);
    acquire();
    relations().links.put(child, List.of(link));
    release();
    child.acquire();
    child.relations().links.put(this, List.of(link));
    child.release();
  }

  /** Removes the link; no exit signal of it has an effect after the return (C8). */
  public void unlink(LocalProcess peer) {
    acquire();
    List<Link> links = relations == null ? null : relations.links.remove(peer);
    release();
    if (links != null) {
      links.forEach(link -> peer.deliver(new Signal.Unlink(link)));
    }
  }

  /**
   * Starts to watch {@code target} (D1).
   *
   * @param name the name it was found by, or null
   * @return the reference's serial
   */
  public long monitor(@Nullable LocalProcess target, @Nullable String name, boolean withAlias) {
    Monitor monitor = new Monitor(host.kernel().nextRef(), this, target, name);
    boolean watches = target != this; // watching oneself never fires (D6)
    acquire();
    if (watches) {
      relations().monitors.put(monitor.ref(), monitor);
    }
    if (withAlias) {
      relations().aliases.put(monitor.ref(), true);
    }
    release();
    if (withAlias) {
      host.kernel().names().addAlias(monitor.ref(), this);
    }
    if (target == null) {
      deliver(down(monitor, ExitReason.NOPROC));
    } else if (watches) {
      target.deliver(new Signal.MonitorRequest(monitor));
    }
    return monitor.ref();
  }

  /** Makes a monitor of a process that has not run yet: one step with its creation (A4). */
  public long monitorNewborn(LocalProcess child) {
    Monitor monitor = new Monitor(host.kernel().nextRef(), this, child, null);
    acquire();
    relations().monitors.put(monitor.ref(), monitor);
    release();
    child.acquire();
    child.relations().monitoredBy.put(monitor.ref(), monitor);
    child.release();
    return monitor.ref();
  }

  /**
   * Ends a monitor; no DOWN of it is added to the mailbox after the return (D8).
   *
   * @return whether it was active
   */
  public boolean demonitor(long ref) {
    if (incoming != null) {
      settle(this);
    }
    acquire();
    Monitor monitor = relations == null ? null : relations.monitors.remove(ref);
    endAliasOf(ref);
    release();
    LocalProcess target = monitor == null ? null : monitor.target();
    if (monitor != null && target != null) {
      target.deliver(new Signal.Demonitor(monitor));
    }
    return monitor != null;
  }

  private void endAliasOf(long monitorRef) {
    if (relations != null && Boolean.TRUE.equals(relations.aliases.get(monitorRef))) {
      relations.aliases.remove(monitorRef);
      host.kernel().names().removeAlias(monitorRef);
    }
  }

  /** Makes an alias that only {@link #unalias} ends (F15). */
  public long alias() {
    long ref = host.kernel().nextRef();
    acquire();
    relations().aliases.put(ref, false);
    release();
    host.kernel().names().addAlias(ref, this);
    return ref;
  }

  /** Ends an alias; returns whether it was an active one of this process (F17). */
  public boolean unalias(long ref) {
    if (incoming != null) {
      settle(this); // what was sent before is received before
    }
    acquire();
    boolean was = relations != null && relations.aliases.remove(ref) != null;
    release();
    if (was) {
      host.kernel().names().removeAlias(ref);
    }
    return was;
  }

  /** Sets trap_exit after handling what has arrived (I3) and returns the old value. */
  public boolean setTrapExit(boolean on) {
    if (incoming != null) {
      settle(this);
    }
    acquire();
    boolean old = trapExit;
    trapExit = on;
    release();
    return old;
  }

  /** Remembers a timer that sends to this process; false when it is dead. Any thread. */
  public boolean addTimer(long ref) {
    return withRelations(own -> own.timers.add(ref));
  }

  public void removeTimer(long ref) {
    withRelations(own -> own.timers.remove(ref));
  }

  /** What came of {@link #register}. */
  public enum Registration {
    DONE,
    NAME_TAKEN,
    ALREADY_NAMED,
    NO_PROCESS
  }

  /** Registers this process under {@code name} (E1, E2). Any thread. */
  public Registration register(String name) {
    if (incoming != null) {
      settle(this);
    }
    acquire();
    try {
      if (life != ALIVE) {
        return Registration.NO_PROCESS;
      }
      if (relations().name != null) {
        return Registration.ALREADY_NAMED;
      }
      if (!host.kernel().names().claim(name, this)) {
        return Registration.NAME_TAKEN;
      }
      relations().name = name;
      relations().nameSinceNanos = host.kernel().ticker().nanos();
      return Registration.DONE;
    } finally {
      release();
    }
  }

  /** Frees the name if it is this process's. Any thread (E4). */
  public boolean unregister(String name) {
    acquire();
    try {
      if (relations == null || !name.equals(relations.name)) {
        return false;
      }
      relations.name = null;
      host.kernel().names().release(name, this);
      return true;
    } finally {
      release();
    }
  }

  public void setLabel(String text, Object term) {
    withRelations(
        own -> {
          own.label = text;
          own.labelTerm = term;
        });
  }

  /** The process dictionary, or null when it was never asked for. */
  public @Nullable Object dictionary() {
    return read(own -> own.dictionary);
  }

  public void setDictionary(Object dictionary) {
    withRelations(
        own -> {
          own.dictionary = dictionary;
        });
  }

  /** Sets who hears of the end inside the runtime. Called before {@link #start}. */
  public void onDeath(DeathListener listener) {
    withRelations(
        own -> {
          own.deathListener = listener;
        });
  }

  /** Calls {@code action} at the end, after what {@link #onDeath} set; false when it is dead. */
  public boolean whenDead(Runnable action) {
    return withRelations(
        own -> {
          DeathListener before = own.deathListener;
          own.deathListener =
              (process, reason, origin, left) -> {
                if (before != null) {
                  before.died(process, reason, origin, left);
                }
                action.run();
              };
        });
  }

  // ---- looking, any thread ----

  /** Calls {@code reader} on the mailbox after all that was sent before has arrived (H3). */
  public <T> T readMailbox(Function<Mailbox, T> reader) {
    if (incoming != null) {
      settle(this);
    }
    acquire();
    try {
      return reader.apply(mailbox);
    } finally {
      release();
    }
  }

  public @Nullable String name() {
    return read(own -> own.name);
  }

  public long nameSinceNanos() {
    Long since = read(own -> own.nameSinceNanos);
    return since == null ? 0 : since;
  }

  public @Nullable String label() {
    return read(own -> own.label);
  }

  public @Nullable Object labelTerm() {
    return read(own -> own.labelTerm);
  }

  public List<LocalProcess> links() {
    List<LocalProcess> links = read(own -> List.copyOf(own.links.keySet()));
    return links == null ? List.of() : links;
  }

  public List<Monitor> monitors() {
    List<Monitor> monitors = read(own -> List.copyOf(own.monitors.values()));
    return monitors == null ? List.of() : monitors;
  }

  public List<Monitor> monitoredBy() {
    List<Monitor> watchers = read(own -> List.copyOf(own.monitoredBy.values()));
    return watchers == null ? List.of() : watchers;
  }

  public boolean trapsExits() {
    return trapExit;
  }

  public int messageQueueLength() {
    return readMailbox(Mailbox::length);
  }

  public int messagesIn() {
    return messagesIn;
  }

  public int messagesOut() {
    return messagesOut;
  }

  public int slices() {
    return slices;
  }

  public long cpuNanos() {
    return cpuNanos;
  }

  public WaitMode waitMode() {
    return waitMode;
  }

  private <T> @Nullable T read(Function<Relations, @Nullable T> reader) {
    acquire();
    try {
      return relations == null ? null : reader.apply(relations);
    } finally {
      release();
    }
  }

  /** Changes the relations of a process that is not dead; returns whether it was not. */
  private boolean withRelations(Consumer<Relations> change) {
    acquire();
    try {
      if (life == DEAD) {
        return false;
      }
      change.accept(relations());
      return true;
    } finally {
      release();
    }
  }

  private Relations relations() {
    Relations own = relations;
    if (own == null) {
      own = new Relations();
      relations = own;
    }
    return own;
  }

  // ---- the lock ----

  private void acquire() {
    int spins = 0;
    while (!LOCK.compareAndSet(this, 0, 1)) {
      if (++spins < 64) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private void release() {
    LOCK.setRelease(this, 0);
  }
}
