package io.rebeam.kernel.process;

import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.mailbox.Mailbox;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A process of this node: who it is, and its state. Python holds only its coroutine; everything
 * else is here, so that it can be looked into while Python is busy (ADR 2).
 *
 * <p>There may be a million of them, so a process is one object, and its protocols are classes with
 * static methods over it: {@link Signals} (sending and acting on signals), {@link Exits}, {@link
 * Receive}, {@link RunState} (slices, waits, wake-ups), {@link Links}, {@link Monitors}, {@link
 * Aliases}, {@link Names}, {@link Holdings}, {@link Suspensions}; {@link ProcessFacts} is what can
 * be read of it.
 */
public final class LocalProcess extends SpinLocked implements Endpoint {
  static final int ALIVE = 0;
  static final int EXITING = 1;
  static final int DEAD = 2;

  // immutable state
  final ProcessHost host;
  private final boolean blocking;
  private final long serial;
  private final long parent;
  private final long spawnedNanos;

  // state words; their protocols are in Signals, RunState and Exits
  volatile @Nullable Signal incoming;
  volatile int run = RunState.WAITING;
  volatile int life = ALIVE;

  /** Whether a trace is about it; written by {@code kernel.trace}. */
  volatile boolean traced;

  // guarded by the lock; display reads what is volatile without
  final Mailbox mailbox = new Mailbox();
  private @Nullable Relations relations;
  boolean trapExit;
  private @Nullable ExitReason exitReason;

  /** The exit signal that ended it; null when its own code did, or a full mailbox. */
  Signal.@Nullable Exit exitSignal;

  int maxMessages = Integer.MAX_VALUE;
  long messagesIn;
  boolean started;
  volatile boolean unwinding;
  boolean interrupted;
  boolean signalled;
  volatile boolean suspended;

  /** Whether the thread that woke it failed before it was in a queue; see RunState.wake(). */
  volatile boolean wakeUpFailed;

  private volatile Priority priority = Priority.NORMAL;

  // owner: the thread that runs it; read by others for display
  private @Nullable Object coroutine;
  volatile @Nullable Object loopUser;
  private @Nullable Object variables;
  private @Nullable Map<Object, Object> threadLocals;
  private @Nullable Object pythonPid;
  private @Nullable String initialCall;
  private volatile @Nullable Behaviour behaviour;
  long messagesOut;
  private volatile @Nullable Thread thread;
  WaitMode waitMode = WaitMode.MESSAGE;
  WaitMode handlersBegan = WaitMode.MESSAGE; // what it waited for when handlers began
  int waitGeneration;
  volatile int wokenGeneration = -1; // written under the lock, by the thread that ends the wait
  int receiveBudget;
  long slices;
  long cpuNanos;

  private LocalProcess(ProcessHost host, long serial, long parent, boolean blocking) {
    this.host = host;
    this.blocking = blocking;
    this.serial = serial;
    this.parent = parent;
    this.spawnedNanos = host.kernel().ticker().nanos();
  }

  /**
   * Creates a process and enters it into the table; it does not run before {@link RunState#start}.
   *
   * @param parent the spawner's serial, 0 for none
   * @param body the coroutine that its scheduler steps; a blocking process does not keep its own
   * @return the process, or null when the process table is full (semantics A11)
   */
  public static @Nullable LocalProcess create(
      ProcessHost host, long parent, ProcessKind kind, Object body, boolean trapExit) {
    Kernel kernel = host.kernel();
    if (kernel.table().size() >= kernel.maxProcesses()) {
      kernel.observer().processLimitReached(kernel.maxProcesses());
      return null;
    }
    boolean blocking = kind == ProcessKind.BLOCKING;
    LocalProcess process = new LocalProcess(host, kernel.nextPid(), parent, blocking);
    process.coroutine = blocking ? null : body;
    process.trapExit = trapExit;
    kernel.table().add(process);
    kernel.observer().created(process);
    return process;
  }

  /** The stand-in for a process that is dead or never was, so that its pid can be a value. */
  public static LocalProcess dead(ProcessHost host, long serial) {
    LocalProcess process = new LocalProcess(host, serial, 0, true);
    process.life = DEAD;
    process.exitReason = ExitReason.NOPROC;
    return process;
  }

  /** The process that a signal names. */
  public static LocalProcess of(Endpoint endpoint) {
    return (LocalProcess) endpoint;
  }

  // ---- identity ----

  @Override
  public long serial() {
    return serial;
  }

  public long parent() {
    return parent;
  }

  public long spawnedNanos() {
    return spawnedNanos;
  }

  public ProcessHost host() {
    return host;
  }

  Kernel kernel() {
    return host.kernel();
  }

  public boolean isBlocking() {
    return blocking;
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

  public @Nullable String initialCall() {
    return initialCall;
  }

  public void setInitialCall(String initialCall) {
    this.initialCall = initialCall;
  }

  /** The name of its function, a string of Java or Python's; null when it is not known. */
  public @Nullable Object functionName() {
    if (initialCall != null) {
      return initialCall;
    }
    Object own = coroutine;
    return own == null ? null : host.functionName(own);
  }

  /** What it is in OTP's terms; null for what a plain spawn has started, and for the dead. */
  public @Nullable Behaviour behaviour() {
    return behaviour;
  }

  /** Set by its creator, before it starts. */
  public void setBehaviour(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  @Override
  public String toString() {
    return "<0." + serial + ".0>";
  }

  // ---- life ----

  /** Whether it exists and is not exiting, after all signals sent to it before (A24, A25). */
  public boolean isAlive() {
    Signals.settle(this);
    return life == ALIVE;
  }

  /** Whether its last signal has been received; does not act on signals that have arrived. */
  public boolean isExitingOrDead() {
    return life != ALIVE;
  }

  public boolean isDead() {
    return life == DEAD;
  }

  /** Whether its coroutine has begun to unwind. */
  public boolean isUnwinding() {
    return unwinding;
  }

  /** The reason it ended or is ending with, or null while it is alive. */
  public @Nullable ExitReason exitReason() {
    return life == ALIVE ? null : exitReason;
  }

  /** Written under the lock, before {@link #life} is. */
  void setExitReason(ExitReason reason) {
    exitReason = reason;
  }

  /** Drops what it has in memory; called once, at its end, under the lock. */
  void dropAll() {
    coroutine = null;
    behaviour = null;
    variables = null;
    threadLocals = null;
    mailbox.clear();
    relations = null;
  }

  // ---- what belongs to the thread that runs it ----

  /** The thread of a blocking process, while it has one. */
  public @Nullable Thread thread() {
    return thread;
  }

  public void setThread(@Nullable Thread thread) {
    this.thread = thread;
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

  /** Set by its creator, and by the thread that has run it; a dead process keeps none. */
  public void setVariables(@Nullable Object variables) {
    this.variables = variables;
    if (life == DEAD) {
      this.variables = null; // looked at after the write: dropAll() may have come between
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

  // ---- flags, set by the process's own thread or by its creator ----

  public Priority priority() {
    return priority;
  }

  /** Sets how it shares its scheduler with others, from its next wake-up on; the old value (I5). */
  public Priority setPriority(Priority level) {
    Priority old = priority;
    priority = level;
    return old;
  }

  public boolean trapsExits() {
    return trapExit;
  }

  /** Sets trap_exit after acting on what has arrived (I3) and returns the old value. */
  public boolean setTrapExit(boolean on) {
    Signals.settle(this);
    acquire();
    boolean old = trapExit;
    trapExit = on;
    release();
    return old;
  }

  /** The limit of its mailbox, or {@link Integer#MAX_VALUE} for none. */
  public int maxMessages() {
    return maxMessages;
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

  public @Nullable String label() {
    return read(own -> own.label);
  }

  public @Nullable Object labelTerm() {
    return read(own -> own.labelTerm);
  }

  public void setLabel(String text, Object term) {
    withRelations(
        own -> {
          own.label = text;
          own.labelTerm = term;
        });
    kernel().observer().labelled(this, text);
  }

  /** Its registered name, or null. */
  public @Nullable String name() {
    return read(own -> own.name);
  }

  /** When it got its name, in ticker nanoseconds; 0 without a name. */
  public long nameSinceNanos() {
    Long since = read(own -> own.nameSinceNanos);
    return since == null ? 0 : since;
  }

  /** The process dictionary, or null when it has not been used. */
  public @Nullable Object dictionary() {
    return read(own -> own.dictionary);
  }

  public void setDictionary(Object dictionary) {
    withRelations(
        own -> {
          own.dictionary = dictionary;
        });
  }

  // ---- figures, for display ----

  public long messagesIn() {
    return messagesIn;
  }

  public long messagesOut() {
    return messagesOut;
  }

  /** Slices that have begun. */
  public long slices() {
    return slices;
  }

  /** CPU time of the slices that have ended. */
  public long cpuNanos() {
    return cpuNanos;
  }

  public WaitMode waitMode() {
    return waitMode;
  }

  public boolean isSuspended() {
    return suspended;
  }

  public boolean isTraced() {
    return traced;
  }

  public void setTraced(boolean on) {
    traced = on;
  }

  // ---- relations ----

  /** Remembers a timer that sends to this process; false when it is dead. Any thread. */
  public boolean addTimer(long ref) {
    return withRelations(own -> own.timers.add(ref));
  }

  public void removeTimer(long ref) {
    withRelations(own -> own.timers.remove(ref));
  }

  /** Calls {@code reader} on the relations, under the lock; null when it has none. */
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
}
