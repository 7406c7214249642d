package io.rebeam.kernel.process;

import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.history.ExitOrigin;
import io.rebeam.kernel.history.Ending;
import io.rebeam.kernel.jfr.Flight;
import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.signal.Signal.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A process of this node: its signal queue, its mailbox, its relations and its state. Python holds
 * only its coroutine; everything else is here, so that it can be looked into while Python is busy
 * (ADR 2). What it does to others is in {@link Links}, {@link Monitors}, {@link Aliases}, {@link
 * Names}, {@link Holdings} and {@link Suspensions}.
 */
public final class LocalProcess extends Schedulable implements TruffleObject {
  /*
   * Signals. Any thread pushes onto `incoming` (newest first). Whoever holds the process's lock
   * takes the whole stack, turns it round and acts on each signal in arrival order (semantics B3):
   * the process's own thread before it runs user code, or any other thread that needs the effect
   * now, such as a killer or an inspector (M7). What has to happen to other processes is noted in
   * a Settlement and done after the release.
   */
  private static final VarHandle INCOMING;

  static {
    try {
      INCOMING = MethodHandles.lookup().findVarHandle(LocalProcess.class, "incoming", Signal.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int[] NO_RELATIONS = new int[3];

  // immutable state
  private final long serial;
  private final long parent;
  private final long spawnedNanos;

  // state word, protocol above
  private volatile @Nullable Signal incoming;

  /** Whether a trace is about it; written by {@link io.rebeam.kernel.trace.Tracing}. */
  private volatile boolean traced;

  // guarded by the lock
  private final Mailbox mailbox = new Mailbox();
  private @Nullable Relations relations;
  private boolean trapExit;
  private @Nullable ExitReason exitReason;

  /** The exit signal that ended it; null when its own code did, or a full mailbox. */
  private Signal.@Nullable Exit exitSignal;

  private int maxMessages = Integer.MAX_VALUE;
  private long messagesIn;

  // owner: the thread that runs it; read by others for display
  private @Nullable Object coroutine;
  private volatile @Nullable Object loopUser;
  private @Nullable Object variables;
  private @Nullable Map<Object, Object> threadLocals;
  private @Nullable Object pythonPid;
  private @Nullable String initialCall;
  private volatile @Nullable Behaviour behaviour;
  private long messagesOut;

  private LocalProcess(ProcessHost host, long serial, long parent, boolean blocking) {
    super(host, blocking);
    this.serial = serial;
    this.parent = parent;
    this.spawnedNanos = host.kernel().ticker().nanos();
  }

  /**
   * Creates a process and enters it into the table; it does not run before {@link #start}.
   *
   * @param parent the spawner's serial, 0 for none
   * @param body the coroutine that its scheduler steps; a blocking process does not keep its own
   * @return the process, or null when the process table is full (semantics A11)
   */
  public static @Nullable LocalProcess create(
      ProcessHost host, long parent, ProcessKind kind, Object body, boolean trapExit) {
    Kernel kernel = host.kernel();
    if (kernel.table().size() >= kernel.maxProcesses()) {
      kernel.events().processLimitReached(kernel.maxProcesses());
      return null;
    }
    boolean blocking = kind == ProcessKind.BLOCKING;
    LocalProcess process = new LocalProcess(host, kernel.nextPid(), parent, blocking);
    process.coroutine = blocking ? null : body;
    process.trapExit = trapExit;
    kernel.table().add(process);
    kernel.tracing().created(process);
    return process;
  }

  /** What stands for a process that is dead or never was, so that its pid can be a value. */
  public static LocalProcess dead(ProcessHost host, long serial) {
    LocalProcess process = new LocalProcess(host, serial, 0, true);
    process.life = DEAD;
    process.exitReason = ExitReason.NOPROC;
    return process;
  }

  // ---- identity ----

  public long serial() {
    return serial;
  }

  public long parent() {
    return parent;
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

  public @Nullable Object coroutine() {
    return coroutine;
  }

  /** What stands for the coroutine since it uses the scheduler's asyncio loop; null before. */
  public @Nullable Object loopUser() {
    return loopUser;
  }

  /** Set by its own thread at the first use, and cleared when the use has been cleaned up. */
  public void setLoopUser(@Nullable Object user) {
    loopUser = user;
  }

  /** Its {@code contextvars} while it does not run; null when it has none. */
  public @Nullable Object variables() {
    return variables;
  }

  /** Set by its creator, and by the thread that has run it; the dead keep none. */
  public void setVariables(@Nullable Object variables) {
    this.variables = variables;
    if (life == DEAD) {
      this.variables = null; // looked at after the write: end() may have come between
    }
  }

  /** Its value of a {@code threading.local}; null when it has none. For its own thread. */
  public @Nullable Object threadLocal(Object local) {
    Map<Object, Object> own = threadLocals;
    return own == null ? null : own.get(local);
  }

  /** Sets its value of a {@code threading.local}, which is kept as long as both exist. */
  public void setThreadLocal(Object local, @Nullable Object value) {
    Map<Object, Object> own = threadLocals;
    if (own == null) {
      own = new WeakHashMap<>(4);
      threadLocals = own;
    }
    own.put(local, value);
    if (life == DEAD) {
      threadLocals = null;
    }
  }

  public @Nullable String initialCall() {
    return initialCall;
  }

  public void setInitialCall(String initialCall) {
    this.initialCall = initialCall;
  }

  /** What it is in OTP's terms; null for what a plain spawn has started, and for the dead. */
  public @Nullable Behaviour behaviour() {
    return behaviour;
  }

  /** Set by its creator, before it starts. */
  public void setBehaviour(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  /** The name of its function, a string of Java or Python's; null when it is not known. */
  @Override
  @Nullable Object functionName() {
    if (initialCall != null) {
      return initialCall;
    }
    Object own = coroutine;
    return own == null ? null : host.functionName(own);
  }

  @Override
  public String toString() {
    return "<0." + serial + ".0>";
  }

  @Override
  LocalProcess self() {
    return this;
  }

  /** Whether it exists and is not exiting, after all signals sent to it before (A24, A25). */
  public boolean isAlive() {
    settleArrived();
    return life == ALIVE;
  }

  /** The reason it ended or is ending with, or null while it is alive. */
  public @Nullable ExitReason exitReason() {
    return life == ALIVE ? null : exitReason;
  }

  // ---- tracing ----

  public boolean isTraced() {
    return traced;
  }

  public void setTraced(boolean on) {
    traced = on;
  }

  // ---- sending to it ----

  /** Sends a signal to this process. Never blocks, never runs the receiver's code (M13). */
  public void deliver(Signal signal) {
    if (!push(signal)) {
      Settlement settlement = new Settlement();
      refuseIncoming(settlement);
      settlement.run();
    } else if (actsAtOnce(signal)) {
      settleArrived();
    }
  }

  /**
   * Whether whoever sends a signal has to see that it takes effect: the receiver may be busy for
   * long, and must end all the same, be it by an exit signal or because its mailbox is full.
   */
  private boolean actsAtOnce(Signal signal) {
    return signal instanceof Signal.Exit || maxMessages != Integer.MAX_VALUE;
  }

  /** As {@link #deliver}, for use under a lock: {@code settlement} makes it take effect. */
  void deliverLater(Signal signal, Settlement settlement) {
    if (!push(signal)) {
      refuseIncoming(settlement);
    } else if (actsAtOnce(signal)) {
      settlement.reach(this);
    }
  }

  /** Queues a signal. False: the process is dead, and the caller has to refuse what is queued. */
  private boolean push(Signal signal) {
    Chaos.seam();
    Signal top;
    do {
      top = incoming;
      signal.next = top;
    } while (!INCOMING.compareAndSet(this, top, signal));
    Chaos.seam();
    if (life == DEAD) {
      // Pairs with end(): either it takes what was pushed before it published DEAD, or our caller.
      return false;
    }
    wake();
    return true;
  }

  /**
   * Sends a signal from this process, on its own thread. Under its own lock, since another thread
   * may kill it meanwhile: what it sends comes before its exit signals (B3) or not at all.
   *
   * @return false when it is dead
   */
  public boolean send(LocalProcess receiver, Signal signal) {
    if (traced && signal instanceof Message message) {
      kernel().tracing().sent(this, receiver, message); // before the receiver can change it
    }
    boolean refused;
    acquire();
    try {
      if (life == DEAD) {
        return false;
      }
      if (signal instanceof Message) {
        messagesOut++;
      }
      refused = !receiver.push(signal);
    } finally {
      release();
    }
    if (refused) {
      Settlement settlement = new Settlement();
      receiver.refuseIncoming(settlement);
      settlement.run();
    } else if (receiver.actsAtOnce(signal)) {
      receiver.settleArrived();
    }
    return true;
  }

  // ---- handling signals ----

  @Override
  void settleArrived() {
    if (incoming == null && isFree()) {
      return; // else somebody may have taken it and be at work (A25)
    }
    Settlement settlement;
    acquire();
    try {
      Chaos.seam();
      Signal other = receiveMessages();
      if (other == null) {
        return; // nothing but messages: the usual case, without a settlement
      }
      settlement = new Settlement();
      handleAll(other, settlement);
      handleIncoming(settlement);
    } finally {
      release();
    }
    settlement.run();
  }

  /** Acts on what has arrived, as a part of {@code settlement}. */
  void settle(Settlement settlement) {
    acquire();
    try {
      handleIncoming(settlement);
    } finally {
      release();
    }
  }

  /** Receives plain messages up to another signal, which it returns, with the rest. */
  private @Nullable Signal receiveMessages() {
    Signal signal = arrivalOrder((Signal) INCOMING.getAndSet(this, null));
    Chaos.seam();
    while (signal instanceof Message message
        && message.alias == 0
        && life == ALIVE
        && mailbox.length() < maxMessages) {
      signal = message.next;
      append(message);
    }
    return signal;
  }

  /** Takes and handles all that has arrived. The caller holds the lock. */
  private void handleIncoming(Settlement settlement) {
    while (incoming != null) {
      handleAll(arrivalOrder((Signal) INCOMING.getAndSet(this, null)), settlement);
    }
  }

  private void handleAll(@Nullable Signal first, Settlement settlement) {
    Signal signal = first;
    while (signal != null) {
      Signal following = signal.next;
      signal.next = null;
      handle(signal, settlement);
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
  private void handle(Signal signal, Settlement settlement) {
    if (life == DEAD) {
      refuse(signal, settlement);
      return;
    }
    if (life == EXITING && !(signal instanceof Signal.Exit)) {
      if (signal instanceof Signal.LinkRequest || signal instanceof Signal.MonitorRequest) {
        relations().unanswered.add(signal); // its resources are not released yet (E9, N9)
      }
      return;
    }
    switch (signal) {
      case Message message -> receive(message, settlement);
      case Signal.LinkRequest request -> Links.accept(this, request.link);
      case Signal.Unlink unlink -> Links.drop(this, unlink.link);
      case Signal.Exit exit -> receiveExit(exit, settlement);
      case Signal.MonitorRequest request -> Monitors.accept(this, request.monitor);
      case Signal.Demonitor demonitor -> Monitors.drop(this, demonitor.monitor);
      case Signal.Down down -> Monitors.receiveDown(this, down, settlement);
      case Signal.Suspend suspend -> Suspensions.accept(this, suspend.suspender);
      case Signal.Resume resume -> Suspensions.drop(this, resume.suspender, resume.completely);
    }
  }

  /** Answers a signal that comes too late (B8, A20 step 9). */
  private void refuse(Signal signal, Settlement settlement) {
    switch (signal) {
      case Signal.LinkRequest request ->
          request
              .link
              .other(this)
              .deliverLater(new Signal.Exit(this, ExitReason.NOPROC, true), settlement);
      case Signal.MonitorRequest request ->
          request
              .monitor
              .watcher()
              .deliverLater(
                  Monitors.down(kernel(), request.monitor, ExitReason.NOPROC), settlement);
      case Signal.Suspend suspend -> Suspensions.forget(suspend.suspender, this, settlement);
      case Message _,
          Signal.Unlink _,
          Signal.Exit _,
          Signal.Demonitor _,
          Signal.Down _,
          Signal.Resume _ -> {}
    }
  }

  private void refuseIncoming(Settlement settlement) {
    Signal signal = arrivalOrder((Signal) INCOMING.getAndSet(this, null));
    while (signal != null) {
      Signal following = signal.next;
      signal.next = null;
      refuse(signal, settlement);
      signal = following;
    }
  }

  /** Puts a message into the mailbox, if it is to be received. Under the lock. */
  void receive(Message message, Settlement settlement) {
    if (message.alias != 0 && !Aliases.admits(this, message.alias, settlement)) {
      return;
    }
    if (mailbox.length() < maxMessages) {
      append(message);
    } else {
      kernel().events().messageLimitReached(this, maxMessages);
      mailbox.clear();
      beginExit(ExitReason.MESSAGE_QUEUE_LIMIT, settlement);
    }
  }

  private void append(Message message) {
    messagesIn++;
    mailbox.append(message, kernel().lastRef());
  }

  /** Puts a message of the runtime into the mailbox. Under the lock. */
  void receiveNotice(Notice notice, long from, long nanos, Settlement settlement) {
    receive(new Message(from, nanos, 0, notice), settlement);
  }

  /** The exit signal table (semantics C.3). */
  private void receiveExit(Signal.Exit exit, Settlement settlement) {
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
        exitSignal = exit;
      }
      end(life == EXITING && exitReason != null ? exitReason : ExitReason.KILLED, settlement);
      host.stopRunning(this);
    } else if (trapExit) {
      receiveNotice(
          new Notice.ExitNotice(sender, exit.reason),
          sender == null ? 0 : sender.serial,
          kernel().ticker().nanos(),
          settlement);
    } else if (exit.reason.kind() != ExitReason.Kind.NORMAL || (!exit.linked && sender == this)) {
      exitSignal = exit;
      beginExit(exit.reason, settlement);
    }
  }

  /** From now on no signal is acted on but {@code kill}; a coroutine unwinds first (N6, N11). */
  private void beginExit(ExitReason reason, Settlement settlement) {
    exitReason = reason;
    if (isBlocking()) {
      end(reason, settlement);
      host.stopRunning(this);
      host.unwinding(this);
    } else {
      life = EXITING;
      Chaos.seam();
      wake();
      if (isRunning() || loopUser != null) {
        host.exiting(this);
      }
    }
  }

  /** The steps of termination in the order of semantics A20. The caller holds the lock. */
  private void end(ExitReason reason, Settlement settlement) {
    exitReason = reason;
    life = DEAD;
    Chaos.seam();
    Kernel kernel = kernel();
    Relations own = relations;
    int left = mailbox.length();
    if (reason != ExitReason.UNBORN && !kernel.tracing().isExempt(this)) {
      Ending ending = ending(reason, own, left);
      kernel.endings().add(ending);
      Flight.ended(ending);
    }
    // A pid may be held for long after the end, and must not hold more than the process itself.
    coroutine = null;
    behaviour = null;
    variables = null;
    threadLocals = null;
    mailbox.clear();
    relations = null;
    if (own != null) {
      kernel.cancelTimers(own.timers);
      if (own.name != null) {
        kernel.names().release(own.name, this);
      }
      own.holdings.forEach(holding -> holding.ownerEnded(this, settlement));
    }
    Chaos.seam();
    if (traced) {
      kernel.tracing().ended(this, reason.text());
    }
    kernel.table().remove(this);
    Chaos.seam();
    if (own != null) {
      own.aliases.keySet().forEach(kernel.names()::removeAlias);
      Links.tellOfEnd(this, own, reason, settlement);
      Monitors.tellOfEnd(this, own, reason, settlement);
      Suspensions.tellOfEnd(this, own, settlement);
      own.unanswered.forEach(request -> refuse(request, settlement));
      DeathListener listener = own.deathListener;
      if (listener != null) {
        LocalProcess origin = exitOrigin();
        settlement.after(() -> listener.died(this, reason, origin, left));
      }
    }
    exitSignal = null; // its sender, whose own had a sender too
    refuseIncoming(settlement);
  }

  private Ending ending(ExitReason reason, @Nullable Relations own, int left) {
    Signal.Exit signal = exitSignal;
    ExitOrigin.Kind origin;
    if (signal == null) {
      boolean full = reason == ExitReason.MESSAGE_QUEUE_LIMIT;
      origin = full ? ExitOrigin.Kind.RUNTIME : ExitOrigin.Kind.ITSELF;
    } else if (signal.sender == null) {
      origin = ExitOrigin.Kind.OUTSIDE;
    } else if (signal.linked) {
      origin = ExitOrigin.Kind.LINK;
    } else {
      origin = signal.sender == this ? ExitOrigin.Kind.ITSELF : ExitOrigin.Kind.SIGNAL;
    }
    LocalProcess sender = exitOrigin();
    return new Ending(
        serial,
        parent,
        own == null ? null : own.name,
        own == null ? null : own.label,
        functionName(),
        reason.text(),
        reason.isAbnormal(),
        origin,
        sender == null ? 0 : sender.serial,
        left,
        spawnedNanos,
        kernel().ticker().nanos());
  }

  /** Whose exit signal ended it; null when its own did, or nobody's. */
  private @Nullable LocalProcess exitOrigin() {
    LocalProcess sender = exitSignal == null ? null : exitSignal.sender;
    return sender == this ? null : sender;
  }

  /**
   * The process's own code has ended with {@code reason}; a reason given by an exit signal before
   * stands (semantics N8). Called by the thread that ran it, or for a process whose time is over.
   */
  public void finish(ExitReason reason) {
    Settlement settlement = new Settlement();
    acquire();
    try {
      if (life != DEAD) {
        handleIncoming(settlement);
      }
      if (life != DEAD) {
        ExitReason given = life == EXITING ? exitReason : null;
        end(given == null ? reason : given, settlement);
      }
    } finally {
      release();
    }
    settlement.run();
  }

  /**
   * Ends a process that still unwinds when its grace time is over (N7).
   *
   * @return false when it has ended by itself
   */
  public boolean abandon() {
    Settlement settlement = new Settlement();
    acquire();
    try {
      if (life != EXITING || exitReason == null) {
        return false;
      }
      end(exitReason, settlement);
      host.stopRunning(this);
    } finally {
      release();
    }
    settlement.run();
    return true;
  }

  // ---- receiving, called by the process's own thread ----

  @Override
  boolean hasUnscanned() {
    return mailbox.hasUnscanned();
  }

  /**
   * Takes the oldest message, or returns null: then the caller has to let the scheduler run. The
   * budget makes a flooded process do so as well, with messages left (M12).
   */
  public @Nullable Message takeOldest() {
    settleArrived();
    if (mustSuspendFirst()) {
      return null;
    }
    acquire();
    Message message = mailbox.takeFirst();
    release();
    if (message == null) {
      waitFor(WaitMode.MESSAGE);
    } else if (traced) {
      kernel().tracing().received(this, message);
    }
    return message;
  }

  /**
   * Enters a selective receive. Returns whether the process has to suspend first. The scan itself
   * does not ask: it must not end before the last message, or a receive with a timeout would miss a
   * match (F5).
   *
   * @param ref the serial of the reference that every message sought holds: the scan starts after
   *     the messages that came before it was made (F14); 0 for none
   */
  public boolean rewind(long ref) {
    settleArrived();
    acquire();
    mailbox.rewind(ref);
    release();
    return mustSuspendFirst();
  }

  /** The next message this receive has not seen; it stays in the mailbox. Null: wait. */
  public @Nullable Message scan() {
    settleArrived();
    acquire();
    Message message = mailbox.scan();
    release();
    if (message == null) {
      waitFor(WaitMode.MESSAGE);
    }
    return message;
  }

  /**
   * Removes the message that {@link #scan} returned last; false when someone else has emptied the
   * mailbox since.
   */
  public boolean takeScanned() {
    acquire();
    Message message = mailbox.lastScanned();
    boolean taken = mailbox.takeScanned();
    release();
    if (traced && taken && message != null) {
      kernel().tracing().received(this, message);
    }
    return taken;
  }

  /**
   * Takes the answer to a request, its reply or its {@code Down}, if it is among the messages that
   * this receive has not seen (J40). Null: wait.
   */
  public @Nullable Message takeAnswer(long ref) {
    settleArrived();
    acquire();
    Message message = mailbox.takeAnswer(ref);
    release();
    if (message == null) {
      waitFor(WaitMode.MESSAGE);
    } else if (traced) {
      kernel().tracing().received(this, message);
    }
    return message;
  }

  /**
   * Makes a reference. What has arrived before is received before, so that a receive for the
   * reference need not look at it (F14).
   */
  public long newRef() {
    settleArrived();
    return kernel().nextRef();
  }

  // ---- flags, called by the process's own thread, or by its creator ----

  /** Sets trap_exit after handling what has arrived (I3) and returns the old value. */
  public boolean setTrapExit(boolean on) {
    settleArrived();
    acquire();
    boolean old = trapExit;
    trapExit = on;
    release();
    return old;
  }

  /**
   * Limits the mailbox: when one message more arrives, the process exits with the reason {@code
   * message_queue_limit}, which cannot be trapped, and its messages are dropped at once.
   */
  public void setMaxMessages(int limit) {
    acquire();
    maxMessages = limit;
    release();
  }

  public void setLabel(String text, Object term) {
    withRelations(
        own -> {
          own.label = text;
          own.labelTerm = term;
        });
    if (kernel().tracing().isActive()) {
      kernel().tracing().labelled(this, text);
    }
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

  // ---- attachments, any thread ----

  /** Remembers a timer that sends to this process; false when it is dead. */
  public boolean addTimer(long ref) {
    return withRelations(own -> own.timers.add(ref));
  }

  public void removeTimer(long ref) {
    withRelations(own -> own.timers.remove(ref));
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
    settleArrived();
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

  /** Those it is linked to, after all that was sent before has arrived (H3). */
  public List<LocalProcess> links() {
    List<LocalProcess> links = readArrived(own -> List.copyOf(own.links.keySet()));
    return links == null ? List.of() : links;
  }

  public List<Monitor> monitors() {
    List<Monitor> monitors = readArrived(own -> List.copyOf(own.monitors.values()));
    return monitors == null ? List.of() : monitors;
  }

  public List<Monitor> monitoredBy() {
    List<Monitor> watchers = readArrived(own -> List.copyOf(own.monitoredBy.values()));
    return watchers == null ? List.of() : watchers;
  }

  /** Whom it has asked for a reply and got none of yet: of several, the one asked last. */
  public Optional<LocalProcess> asked() {
    Optional<LocalProcess> asked =
        readArrived(
            own ->
                own.monitors.values().stream()
                    .filter(one -> own.aliases.get(one.ref()) == AliasMode.REPLY_DEMONITOR)
                    .max(Comparator.comparingLong(Monitor::ref))
                    .map(Monitor::target));
    return asked == null ? Optional.empty() : asked;
  }

  /** How many links it has, how many monitors it has set up, and how many watch it. */
  public int[] relationCounts() {
    int[] counts =
        readArrived(
            own -> new int[] {own.links.size(), own.monitors.size(), own.monitoredBy.size()});
    return counts == null ? NO_RELATIONS : counts;
  }

  public boolean trapsExits() {
    return trapExit;
  }

  /** The limit of its mailbox, or {@link Integer#MAX_VALUE} for none. */
  public int maxMessages() {
    return maxMessages;
  }

  public int messageQueueLength() {
    return readMailbox(Mailbox::length);
  }

  public long messagesIn() {
    return messagesIn;
  }

  public long messagesOut() {
    return messagesOut;
  }

  // ---- relations ----

  private <T> @Nullable T readArrived(Function<Relations, @Nullable T> reader) {
    settleArrived();
    return read(reader);
  }

  <T> @Nullable T read(Function<Relations, @Nullable T> reader) {
    acquire();
    try {
      return relations == null ? null : reader.apply(relations);
    } finally {
      release();
    }
  }

  /** Changes the relations of a process that is not dead; returns whether it was not. */
  boolean withRelations(Consumer<Relations> change) {
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

  /** Its relations, made when first needed. Under the lock. */
  Relations relations() {
    Relations own = relations;
    if (own == null) {
      own = new Relations();
      relations = own;
    }
    return own;
  }

  /** Its relations, or null when it has none. Under the lock. */
  @Nullable Relations relationsOrNull() {
    return relations;
  }

  Kernel kernel() {
    return host.kernel();
  }
}
