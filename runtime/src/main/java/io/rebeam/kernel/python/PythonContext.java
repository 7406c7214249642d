package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.ints.PInt;
import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.InterpreterLock;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.error.NodeFailedException;
import io.rebeam.kernel.inspect.LiveInspector;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.code.LibraryCode;
import io.rebeam.kernel.python.code.Places;
import io.rebeam.kernel.python.code.Sources;
import io.rebeam.kernel.python.code.Stacks;
import io.rebeam.kernel.python.host.HostModule;
import io.rebeam.kernel.python.library.ThreadVariables;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.Handles;
import io.rebeam.kernel.python.primitive.InternalErrors;
import io.rebeam.kernel.python.safepoint.Interruptions;
import io.rebeam.kernel.python.safepoint.SafepointInstrument;
import io.rebeam.kernel.python.safepoint.SharedCode;
import io.rebeam.kernel.python.safepoint.Unwinding;
import io.rebeam.kernel.python.term.OwnRecords;
import io.rebeam.kernel.python.term.PythonText;
import io.rebeam.kernel.scheduler.ContextVariables;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.PythonSide;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
          import rebeam._host.boot
      _boot
      """;

  private static final long WHERE_MILLIS = 100;
  private static final long STACK_SECONDS = 2;

  private final Context context;
  private final TruffleContext truffleContext;
  private final com.oracle.graal.python.runtime.PythonContext interpreter;
  private final SafepointInstrument.Safepoints safepoints;
  private final Callbacks callbacks = new Callbacks();
  private final OwnRecords records = new OwnRecords();
  private final LibraryCode library;
  private final PythonValues values;
  private final Interruptions interruptions;
  private final LiveInspector inspector;
  private final FailureText failures;
  private final HostModule host;

  /**
   * The calling thread creates the context and stays in it until {@link #leave}.
   *
   * @param bugs gets bugs of ours that primitives come upon
   */
  PythonContext(
      Context context,
      SafepointInstrument.Safepoints safepoints,
      TruffleContext truffleContext,
      ProgramStarter programs,
      LibraryCode library,
      MainProcess main,
      Consumer<Throwable> bugs) {
    this.context = context;
    this.library = library;
    this.values = new PythonValues(records, library);
    this.safepoints = safepoints;
    this.truffleContext = truffleContext;
    this.interpreter = com.oracle.graal.python.runtime.PythonContext.get(null);
    Scheduler scheduler = main.scheduler();
    SharedCode shared = new SharedCode(library);
    interruptions = new Interruptions(safepoints, truffleContext, callbacks, shared, scheduler);
    Sources sources = new Sources();
    failures = new FailureText(new FilePaths(library), sources);
    ThreadStacks stacks =
        new ThreadStacks(this, safepoints, truffleContext, scheduler, library, sources);
    inspector = new LiveInspector(scheduler, values, stacks);
    Caller caller = new Caller(scheduler, callbacks, new InternalErrors(callbacks, bugs), shared);
    Handles handles = new Handles(caller);
    PythonRecords dicts = new PythonRecords(callbacks, handles);
    host =
        new HostModule(
            caller,
            handles,
            main,
            programs,
            inspector,
            new HistoryPrimitives(caller, sources, failures, library, dicts),
            dicts);
  }

  /**
   * Installs the host module and imports the library. The caller has entered the context.
   *
   * @throws NodeFailedException when the library cannot be loaded
   */
  void boot(String folder) {
    Map<String, Object> primitives = host.functions();
    try {
      Value boot =
          context.eval(Source.newBuilder("python", BOOT, "<boot>").internal(true).buildLiteral());
      boot.execute(
          new PythonArray(primitives.keySet().toArray()),
          new PythonArray(primitives.values().toArray()),
          folder);
    } catch (PolyglotException e) {
      throw new NodeFailedException(
          "the Python library in '" + folder + "' cannot be loaded: " + e.getMessage(), e);
    }
    records.register(callbacks.get("records"));
    library.standardFolder(text(callbacks.get("standard_library")));
  }

  /** Reads the values and coroutines of this context. */
  public PythonValues values() {
    return values;
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  /** Looks into the processes of this context. */
  public LiveInspector inspector() {
    return inspector;
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
    if (Thread.currentThread() instanceof RuntimeThread thread) {
      thread.leaving();
      interruptions.leaving(thread);
    }
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
  public void closeSockets(boolean keep) {
    try {
      callbacks.call("close_sockets", keep);
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
   * throws has the lock then ({@code LockSharing.takeLock}); where that is on the way into Python,
   * no other code would free it.
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
    Object term = reason == null ? Reasons.toPython(ExitReason.KILLED) : Reasons.toPython(reason);
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
    interruptions.kill(thread, process);
  }

  @Override
  public void raiseExitIn(RuntimeThread thread, LocalProcess process) {
    interruptions.raiseExit(thread, process);
  }

  @Override
  public void raiseInterruptIn(RuntimeThread thread, LocalProcess process) {
    interruptions.raiseInterrupt(thread, process);
  }

  @Override
  public void raiseMemoryErrorIn(RuntimeThread thread, LocalProcess process) {
    interruptions.raiseMemoryError(thread, process);
  }

  @Override
  public void runHandlersIn(RuntimeThread thread, LocalProcess process) {
    interruptions.runHandlers(thread, process);
  }

  @Override
  public void yieldIn(RuntimeThread thread) {
    interruptions.yield(thread);
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
          stack.completeAsync(() -> failures.stack(places));
        });
    return stack.completeOnTimeout("", STACK_SECONDS, TimeUnit.SECONDS);
  }

  /** Where a busy thread is in user code, found at its next safepoint; waits for it a little. */
  String where(RuntimeThread thread, LocalProcess process) {
    CompletableFuture<List<Stacks.Place>> place = new CompletableFuture<>();
    safepoints.submit(
        truffleContext,
        thread,
        _ -> place.complete(thread.current() == process ? Stacks.here() : List.of()));
    try {
      return failures.where(place.get(WHERE_MILLIS, TimeUnit.MILLISECONDS));
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
  public static String text(Object pythonString) {
    return PythonText.of(pythonString);
  }

  /** The value of an {@code int}, which may be in GraalPy's form for large ones. */
  public static long integer(Object pythonInt) {
    return switch (pythonInt) {
      case Number number -> number.longValue();
      case PInt large -> large.getValue().longValueExact();
      default -> throw new IllegalArgumentException("no int: " + pythonInt.getClass().getName());
    };
  }

  /** A {@code str}, for where no foreign call turns a Java string into one. */
  public static TruffleString pythonText(String text) {
    return PythonText.toPython(text);
  }

  /** Whether Python passed a {@code str}. */
  public static boolean isText(Object value) {
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
