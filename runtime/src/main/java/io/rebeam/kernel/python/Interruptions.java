package io.rebeam.kernel.python;

import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.InterpreterLock;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.nodes.Node;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What other threads have a thread do at its next safepoint: end a killed process, raise an
 * exception in the process it runs, run handlers of signals, share the interpreter lock. Where a
 * place does not allow it, the request is made again. All methods may be called by any thread.
 */
final class Interruptions {
  private final SafepointInstrument.Safepoints safepoints;
  private final TruffleContext context;
  private final PythonContext interpreter = PythonContext.get(null);
  private final Callbacks callbacks;
  private final Supplier<Scheduler> scheduler;
  private final SignalHandlers handlers;
  private final LockTurns turns = new LockTurns();

  /** Threads with a lock-sharing action under way; never two for one (design 9, traps). */
  private final Set<Thread> yielding = ConcurrentHashMap.newKeySet();

  /**
   * How many ends of builtin functions a request passes by before it raises at one. What has called
   * the function may be Java code of GraalPy that drops every exception, as {@code import} does
   * when it reads {@code __spec__}. A program that calls nothing but builtins comes to no other
   * safepoint, so that the number is limited.
   */
  private static final int MAX_BUILTINS_PASSED = 200;

  /** Threads that share the lock now, and wait for it. */
  private final Map<Thread, Sharing> sharing = new ConcurrentHashMap<>();

  /** Requests that safepoints have not answered yet. */
  private final Set<Request> requests = ConcurrentHashMap.newKeySet();

  /** Threads with a killing action under way. */
  private final Set<Thread> killing = ConcurrentHashMap.newKeySet();

  /**
   * A thread that shares the lock at a safepoint and answers further safepoints while it waits.
   *
   * @param location the place in its Python code
   * @param later requests to be made again when it has the lock; used by the thread only
   */
  private record Sharing(@Nullable Node location, List<Runnable> later) {}

  /**
   * Something to do in the process that a thread runs. Each is another one.
   *
   * <p>Truffle forgets the actions of a thread that leaves the context, as a retired carrier does.
   */
  private static final class Request {
    final RuntimeThread thread;
    final Runnable elsewhere;

    /**
     * @param elsewhere what to do when the thread runs the process no more
     */
    Request(RuntimeThread thread, Runnable elsewhere) {
      this.thread = thread;
      this.elsewhere = elsewhere;
    }
  }

  /** Created by a thread that has entered the context. */
  Interruptions(
      SafepointInstrument.Safepoints safepoints,
      TruffleContext context,
      Callbacks callbacks,
      Supplier<Scheduler> scheduler) {
    this.safepoints = safepoints;
    this.context = context;
    this.callbacks = callbacks;
    this.scheduler = scheduler;
    handlers = new SignalHandlers(callbacks);
  }

  /** Ends the Python code of a killed process, if {@code thread} still runs it. */
  void kill(RuntimeThread thread, LocalProcess process) {
    if (killing.add(thread)) {
      safepoints.submit(context, thread, access -> kill(thread, process, access));
    }
  }

  private void kill(RuntimeThread thread, LocalProcess process, ThreadLocalAction.Access access) {
    boolean raises; // ProcessExit, which may be caught
    try {
      if (thread.current() != process) {
        return;
      }
      Scheduler running = scheduler.get();
      Node location = location(thread, access);
      raises = running.termination().isOverdue(process);
      if (SharedCode.mustGoOn(location)
          || (running.loop().isInside() && SharedCode.changesLoop())) {
        raises = false;
      } else if (SharedCode.isCalledByNativeCode()) {
        raises = true;
      } else if (!SharedCode.holdsLocks(location)
          && (!SharedCode.waitsForLock(location) || callbacks.call("leave_wait") == Boolean.TRUE)) {
        takeLock();
        throw new ProcessKilled();
      }
    } finally {
      killing.remove(thread); // not before: the next asking must not end what is called here
    }
    if (raises) {
      takeLock();
      callbacks.call("raise_exit", Reasons.toPython(ExitReason.KILLED)); // the monitor asks again
    } else {
      later(thread, () -> kill(thread, process));
    }
  }

  /** Raises {@code ProcessExit}, if {@code thread} still runs {@code process}. */
  void raiseExit(RuntimeThread thread, LocalProcess process) {
    whereCodeMayBeStopped(
        thread,
        process,
        () -> {}, // its next slice begins with the exception
        () -> {
          ExitReason reason = process.exitReason();
          if (reason != null) {
            takeLock();
            callbacks.call("raise_exit", Reasons.toPython(reason));
          }
        });
  }

  /** Raises {@code KeyboardInterrupt} in {@code process}, wherever it is by then. */
  void raiseInterrupt(RuntimeThread thread, LocalProcess process) {
    whereCodeMayBeStopped(
        thread,
        process,
        () -> scheduler.get().interrupt(process),
        () -> {
          takeLock();
          thread.interruptRaised();
          callbacks.call("raise_interrupt");
        });
  }

  /** Raises {@code MemoryError}, if {@code thread} still runs code of {@code process}. */
  void raiseMemoryError(RuntimeThread thread, LocalProcess process) {
    whereCodeMayBeStopped(
        thread,
        process,
        () -> {},
        () -> {
          if (!thread.hasCodeEnded()) { // else it would take the place of the reason
            takeLock();
            callbacks.call("raise_memory_error", Runtime.getRuntime().maxMemory() >> 20);
          }
        });
  }

  /** Runs the program's handlers of signals in {@code process}, wherever it is by then. */
  void runHandlers(RuntimeThread thread, LocalProcess process) {
    if (handlers.needAction(thread)) {
      whereCodeMayBeStopped(
          thread,
          process,
          () -> {
            handlers.actionEnded(thread);
            scheduler.get().runHandlers(process);
          },
          () -> {
            handlers.actionEnded(thread);
            handlers.run();
          });
    }
  }

  /** The thread is about to leave the context: what was to be done there is done elsewhere. */
  void leaving(RuntimeThread thread) {
    yielding.remove(thread);
    killing.remove(thread);
    for (Request request : requests) {
      if (request.thread == thread && requests.remove(request)) {
        request.elsewhere.run();
      }
    }
  }

  /** Lets other threads have the interpreter lock once, if any wants it. */
  void yield(RuntimeThread thread) {
    if (InterpreterLock.isWantedFrom(thread, interpreter) && yielding.add(thread)) {
      safepoints.submit(context, thread, access -> share(thread, access.getLocation()));
    }
  }

  private void share(RuntimeThread thread, @Nullable Node location) {
    Sharing here = new Sharing(location, new ArrayList<>());
    sharing.put(thread, here);
    try {
      turns.share(location);
    } finally {
      sharing.remove(thread);
      yielding.remove(thread); // not before: an interrupted wait loses its place
      here.later.forEach(Runnable::run);
    }
  }

  private void whereCodeMayBeStopped(
      RuntimeThread thread, LocalProcess process, Runnable elsewhere, Runnable act) {
    whereCodeMayBeStopped(thread, process, elsewhere, act, 0);
  }

  /**
   * @param builtins how many ends of builtin functions have been passed by
   */
  private void whereCodeMayBeStopped(
      RuntimeThread thread, LocalProcess process, Runnable elsewhere, Runnable act, int builtins) {
    Request request = new Request(thread, elsewhere);
    requests.add(request);
    safepoints.submit(
        context,
        thread,
        access -> {
          if (!requests.remove(request)) {
            return;
          }
          Node location = location(thread, access);
          boolean passesBuiltin =
              builtins < MAX_BUILTINS_PASSED && isAtEndOfBuiltin(thread, location);
          if (thread.current() != process) {
            elsewhere.run();
          } else if (passesBuiltin
              || thread.isMakingStandIn()
              || SharedCode.refusesExceptions(location)) {
            int passed = passesBuiltin ? builtins + 1 : builtins;
            later(thread, () -> whereCodeMayBeStopped(thread, process, elsewhere, act, passed));
          } else {
            act.run();
          }
        });
    if (thread.isLeaving()) {
      leaving(thread); // it may have looked before the request was there
    }
  }

  /** Whether a builtin function has just ended: it does not wait, without the interpreter lock. */
  private boolean isAtEndOfBuiltin(RuntimeThread thread, @Nullable Node location) {
    return SharedCode.isEndOfBuiltin(location)
        && (sharing.containsKey(thread) || interpreter.ownsGil());
  }

  /** Where the thread is in its Python code, if that is known. */
  private @Nullable Node location(RuntimeThread thread, ThreadLocalAction.Access access) {
    Sharing outer = sharing.get(thread);
    return outer == null ? access.getLocation() : outer.location;
  }

  /**
   * Makes a request again that the calling thread must not answer where it is now: at its next
   * safepoint, or when it has the interpreter lock. A thread that waits for the lock on its own is
   * asked a little later, since each safepoint costs it its place among those who wait.
   */
  private void later(Thread thread, Runnable request) {
    Sharing outer = sharing.get(thread);
    if (outer != null) {
      outer.later.add(request);
    } else if (interpreter.ownsGil()) {
      request.run();
    } else {
      CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS).execute(request);
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
}
