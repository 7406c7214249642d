package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.ints.PInt;
import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.InterpreterLock;
import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.error.NodeFailedException;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.ContextVariables;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.PythonSide;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.timer.MessageTimers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The Python interpreter of one scheduler: its context, the library booted in it, and the ways to
 * run and interrupt code in it. Entered by runtime threads only.
 */
public final class PythonContext implements PythonSide {
  /** Makes the host module and imports the library; the rest is plain files. */
  private static final String BOOT =
      """
      def _boot(names, functions, library):
          import sys
          host = type(sys)("_rebeam_host", "The primitives of the rebeam runtime.")
          for name, function in zip(names, functions):
              setattr(host, name, function)
          sys.modules["_rebeam_host"] = host
          if library not in sys.path:
              sys.path.append(library)
          import rebeam._boot
      _boot
      """;

  private static final long WHERE_MILLIS = 100;
  private static final long STACK_SECONDS = 2;

  private final Context context;
  private final TruffleContext truffleContext;
  private final com.oracle.graal.python.runtime.PythonContext interpreter;
  private final SafepointInstrument.Safepoints safepoints;
  private final Callbacks callbacks = new Callbacks();
  private final SignalHandlers signalHandlers = new SignalHandlers(callbacks);
  private final LockTurns turns = new LockTurns();

  private @Nullable Scheduler scheduler;
  private @Nullable LiveInspector inspector;
  private @Nullable FailureText failures;

  /** Threads with a lock-sharing action under way; never two for one (design 9, traps). */
  private final Set<Thread> yielding = ConcurrentHashMap.newKeySet();

  /** Threads that have been asked where they are and have not answered yet. */
  private final Map<Thread, CompletableFuture<StackReader.Told>> asked = new ConcurrentHashMap<>();

  /** Threads with a killing action under way. */
  private final Set<Thread> killing = ConcurrentHashMap.newKeySet();

  /** The calling thread creates the context and stays in it until {@link #leave}. */
  PythonContext(
      Context context, SafepointInstrument.Safepoints safepoints, TruffleContext truffleContext) {
    this.context = context;
    this.safepoints = safepoints;
    this.truffleContext = truffleContext;
    this.interpreter = com.oracle.graal.python.runtime.PythonContext.get(null);
  }

  /**
   * Installs the host module and imports the library. The caller has entered the context.
   *
   * @param bugs is told of bugs of ours that primitives come upon
   */
  void boot(MainProcess main, MessageTimers timers, Consumer<Throwable> bugs, String library) {
    Scheduler scheduler = main.scheduler();
    this.scheduler = scheduler;
    Sources sources = new Sources();
    LiveInspector inspecting = new LiveInspector(scheduler, timers, new StackReader(this, sources));
    inspector = inspecting;
    FailureText texts = new FailureText(new FilePaths(library, callbacks), sources);
    HostModule host =
        new HostModule(
            main,
            timers,
            callbacks,
            inspecting,
            new InternalErrors(callbacks, bugs),
            new HistoryPrimitives(scheduler, sources, texts));
    failures = texts;
    Map<String, Object> primitives = host.primitives();
    try {
      Value boot =
          context.eval(Source.newBuilder("python", BOOT, "<boot>").internal(true).buildLiteral());
      boot.execute(
          new PythonArray(primitives.keySet().toArray()),
          new PythonArray(primitives.values().toArray()),
          library);
    } catch (PolyglotException e) {
      throw new NodeFailedException(
          "the Python library in '" + library + "' cannot be loaded: " + e.getMessage(), e);
    }
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  /** Looks into the processes of this context; there once it has been booted. */
  public LiveInspector inspector() {
    return Objects.requireNonNull(inspector);
  }

  private FailureText failures() {
    return Objects.requireNonNull(failures);
  }

  @Override
  public void enter() {
    context.enter();
  }

  @Override
  public ContextVariables variables() {
    return new ThreadVariables();
  }

  @Override
  public void leave() {
    context.leave();
  }

  @Override
  public void blocked(Wait wait) {
    TruffleSafepoint.setBlockedThreadInterruptible(null, Wait::run, wait);
  }

  @Override
  public void runCarrier() {
    try {
      callbacks.call("run_carrier");
    } finally {
      releaseLock();
    }
  }

  @Override
  public boolean isPython(Throwable escaped) {
    return escaped instanceof AbstractTruffleException;
  }

  @Override
  public void runLoop() {
    try {
      callbacks.call("run_loop");
    } finally {
      releaseLock();
    }
  }

  @Override
  public void wakeLoop() {
    try {
      callbacks.call("wake_loop");
    } finally {
      releaseLock();
    }
  }

  @Override
  public void runBlocking(LocalProcess process, Object body) {
    try {
      callbacks.call("run_blocking_process", body);
    } finally {
      releaseLock();
    }
  }

  @Override
  public void runAwaited(Object job) {
    try {
      Callbacks.execute(job);
    } catch (ProcessKilled e) {
      throw e; // its owner is dead
    } catch (RuntimeException | Error e) {
      callbacks.call("fail_job", job, pythonText(e.toString()));
      throw e;
    } finally {
      releaseLock();
    }
  }

  /**
   * Frees the interpreter lock after a thread's outermost call into Python. A safepoint action that
   * throws has the lock then ({@link #takeLock}); where that is on the way into Python, nobody
   * would free it any more.
   */
  private static void releaseLock() {
    if (com.oracle.graal.python.runtime.PythonContext.get(null).ownsGil()) {
      GilNode.getUncached().release(true);
    }
  }

  @Override
  public @Nullable Object functionName(Object coroutine) {
    return Places.functionName(coroutine);
  }

  @Override
  public boolean runsCodeToUnwind(Object coroutine) {
    return Unwinding.runsCode(coroutine);
  }

  @Override
  public Object unwinding(Object coroutine, @Nullable ExitReason reason) {
    Object term = reason == null ? ExitReason.KILLED.term() : reason.term();
    return callbacks.call("unwinding", coroutine, term);
  }

  @Override
  public Object interrupting(Object coroutine) {
    return callbacks.call("interrupting", coroutine);
  }

  @Override
  public Object handling(Object coroutine) {
    return callbacks.call("handling", coroutine);
  }

  @Override
  public void killIn(RuntimeThread thread, LocalProcess process) {
    if (killing.add(thread)) {
      safepoints.submit(truffleContext, thread, access -> kill(thread, process, access));
    }
  }

  /** Ends the Python code of a killed process, or asks again, on its thread. */
  private void kill(RuntimeThread thread, LocalProcess process, ThreadLocalAction.Access access) {
    boolean overdue;
    try {
      if (thread.current() != process) {
        return;
      }
      Scheduler running = Objects.requireNonNull(scheduler);
      Node location = access.getLocation();
      overdue = running.isOverdue(process);
      if (SharedCode.mustGoOn(location)
          || (running.loop().isInside() && SharedCode.changesLoop())) {
        overdue = false;
      } else if (!SharedCode.holdsLocks(location)
          && (!SharedCode.waitsForLock(location) || callbacks.call("leave_wait") == Boolean.TRUE)) {
        takeLock();
        throw new ProcessKilled();
      }
    } finally {
      killing.remove(thread); // not before: the next asking must not end what is called here
    }
    if (overdue) {
      takeLock();
      callbacks.call("raise_exit", ExitReason.KILLED.term()); // the monitor asks again
    } else {
      soon(() -> killIn(thread, process));
    }
  }

  /**
   * Asks again for what the calling thread must not do where it is now: at its next safepoint, or a
   * little later while it waits for the interpreter lock, since each asking makes it give up its
   * place among those who wait.
   */
  private static void soon(Runnable ask) {
    if (com.oracle.graal.python.runtime.PythonContext.get(null).ownsGil()) {
      ask.run();
    } else {
      CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS).execute(ask);
    }
  }

  /**
   * Takes the interpreter lock, if the calling thread does not have it, before a safepoint action
   * throws. At a thread that waits for the lock GraalPy would take it without a look at safepoints
   * ({@code GilNode.acquire}); its owner may be waiting for all threads to come to one, as the
   * first regular expression does, and none would ever go on.
   */
  static void takeLock() {
    GilNode.getUncached().acquire();
  }

  @Override
  public void raiseExitIn(RuntimeThread thread, LocalProcess process) {
    safepoints.submit(
        truffleContext,
        thread,
        access -> {
          ExitReason reason = process.exitReason();
          if (thread.current() != process || reason == null) {
            return;
          }
          if (SharedCode.mustGoOn(access.getLocation())) {
            soon(() -> raiseExitIn(thread, process));
          } else {
            takeLock();
            callbacks.call("raise_exit", reason.term());
          }
        });
  }

  @Override
  public void raiseInterruptIn(RuntimeThread thread, LocalProcess process) {
    safepoints.submit(
        truffleContext,
        thread,
        access -> {
          if (thread.current() != process) {
            process.interrupt();
          } else if (SharedCode.mustGoOn(access.getLocation())) {
            soon(() -> raiseInterruptIn(thread, process));
          } else {
            takeLock();
            thread.interruptRaised();
            callbacks.call("raise_interrupt");
          }
        });
  }

  @Override
  public void raiseMemoryErrorIn(RuntimeThread thread, LocalProcess process) {
    safepoints.submit(
        truffleContext,
        thread,
        access -> {
          if (thread.current() != process) {
            return;
          }
          if (SharedCode.mustGoOn(access.getLocation())) {
            soon(() -> raiseMemoryErrorIn(thread, process));
          } else {
            takeLock();
            callbacks.call("raise_memory_error", Runtime.getRuntime().maxMemory() >> 20);
          }
        });
  }

  @Override
  public void runHandlersIn(RuntimeThread thread, LocalProcess process) {
    if (!signalHandlers.needAction(thread)) {
      return;
    }
    safepoints.submit(
        truffleContext,
        thread,
        access -> {
          signalHandlers.actionBegan();
          if (thread.current() != process) {
            process.signal();
          } else if (!signalHandlers.run(access.getLocation())) {
            soon(() -> runHandlersIn(thread, process));
          }
        });
  }

  @Override
  public void yieldIn(RuntimeThread thread) {
    if (InterpreterLock.isWantedFrom(thread, interpreter) && yielding.add(thread)) {
      safepoints.submit(
          truffleContext,
          thread,
          access -> {
            try {
              turns.share(access.getLocation());
            } finally {
              yielding.remove(thread); // not before: an interrupted wait loses its place
            }
          });
    }
  }

  /** The thread that has the interpreter lock, or null. Any thread. */
  @Nullable Thread lockOwner() {
    return InterpreterLock.owner(interpreter);
  }

  @Override
  public CompletableFuture<String> stackOf(RuntimeThread thread, LocalProcess process) {
    CompletableFuture<String> stack = new CompletableFuture<>();
    safepoints.submit(
        truffleContext,
        thread,
        _ -> {
          List<Stacks.Place> places =
              thread.current() == process ? Stacks.here() : List.<Stacks.Place>of();
          stack.completeAsync(() -> failures().stack(places));
        });
    return stack.completeOnTimeout("", STACK_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks {@code thread} whom it runs and where it is; it answers at its next safepoint. */
  CompletableFuture<StackReader.Told> ask(RuntimeThread thread) {
    CompletableFuture<StackReader.Told> fresh = new CompletableFuture<>();
    CompletableFuture<StackReader.Told> earlier = asked.putIfAbsent(thread, fresh);
    if (earlier != null) {
      return earlier; // one question at a time: a stuck thread must not collect them
    }
    safepoints.submit(
        truffleContext,
        thread,
        _ -> {
          asked.remove(thread);
          fresh.complete(new StackReader.Told(thread.current(), Stacks.here()));
        });
    return fresh;
  }

  @Nullable RuntimeThread threadOf(LocalProcess process) {
    return scheduler == null ? null : scheduler.threadOf(process);
  }

  /** Where a busy thread is in user code, found at its next safepoint; waits for it a little. */
  String where(RuntimeThread thread, LocalProcess process) {
    CompletableFuture<List<Stacks.Place>> place = new CompletableFuture<>();
    safepoints.submit(
        truffleContext,
        thread,
        _ -> place.complete(thread.current() == process ? Stacks.here() : List.of()));
    try {
      return failures().where(place.get(WHERE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    } catch (ExecutionException | TimeoutException _) {
      return "";
    }
  }

  /** The text of an exception that came out of Python, for reports of our own bugs. */
  public static String describe(Throwable thrown) {
    return thrown instanceof AbstractTruffleException || thrown instanceof PolyglotException
        ? String.valueOf(thrown.getMessage())
        : thrown.toString();
  }

  /** A Java string of what Python passed as {@code str}. */
  static String text(Object pythonString) {
    return switch (pythonString) {
      case TruffleString string -> string.toJavaStringUncached();
      case String string -> string;
      default -> pythonString.toString();
    };
  }

  /** The value of an {@code int}, which may be in GraalPy's form for large ones. */
  static long integer(Object pythonInt) {
    return switch (pythonInt) {
      case Number number -> number.longValue();
      case PInt large -> large.getValue().longValueExact();
      default -> throw new IllegalArgumentException("no int: " + pythonInt.getClass().getName());
    };
  }

  /** A {@code str}, for where no foreign call turns a Java string into one. */
  static TruffleString pythonText(String text) {
    return TruffleString.fromJavaStringUncached(text, PythonUtils.TS_ENCODING);
  }

  /** Whether Python passed a {@code str}. */
  static boolean isText(Object value) {
    return value instanceof TruffleString || value instanceof String;
  }

  /** {@code GraalVM CE}, {@code Interpreted}, … */
  public String implementationName() {
    return context.getEngine().getImplementationName();
  }

  /** The version of GraalPy: all of GraalVM's parts have one. */
  public String engineVersion() {
    return context.getEngine().getVersion();
  }

  /** Ends the context and its engine, and the Python code that threads still run in it. */
  public void close() {
    try {
      context.close(true);
    } catch (PolyglotException e) {
      if (!e.isInternalError()) { // it is one for the engine that a child program still runs
        throw e;
      }
    }
  }
}
