package io.rebeam.kernel.python.safepoint;

import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.nodes.Node;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.Reasons;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What other threads have a thread do at its next safepoint: end a killed process, raise an
 * exception in the process it runs, run handlers of signals, share the interpreter lock. Where a
 * place does not allow it, the request is made again. All methods may be called by any thread.
 */
public final class Interruptions {
  private final SafepointInstrument.Safepoints safepoints;
  private final TruffleContext context;
  private final Callbacks callbacks;
  private final Scheduler scheduler;
  private final SignalHandlers handlers;
  private final LockSharing sharing;
  private final SharedCode shared;
  private final KillAction killAction;

  /**
   * How many unfit safepoints a request passes by before it raises at one: ends of builtin
   * functions, and those between instructions of compiled code. What has called a builtin may be
   * Java code of GraalPy that drops every exception, as {@code import} does when it reads {@code
   * __spec__}. A program that calls nothing but builtins comes to no other safepoint, so that the
   * number is limited.
   */
  private static final int MAX_PASSED = 200;

  /** Requests that safepoints have not answered yet. */
  private final Set<Request> requests = ConcurrentHashMap.newKeySet();

  /**
   * Something to do in the process that a thread runs. Each is another one.
   *
   * <p>Truffle drops the actions of a thread that leaves the context, as a retired carrier does.
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
  public Interruptions(
      SafepointInstrument.Safepoints safepoints,
      TruffleContext context,
      Callbacks callbacks,
      SharedCode shared,
      Scheduler scheduler) {
    this.safepoints = safepoints;
    this.context = context;
    this.callbacks = callbacks;
    this.shared = shared;
    this.scheduler = scheduler;
    handlers = new SignalHandlers(callbacks);
    sharing = new LockSharing(safepoints, context);
    killAction = new KillAction(safepoints, context, callbacks, shared, sharing, scheduler);
  }

  /** Ends the Python code of a killed process, if {@code thread} still runs it. */
  public void kill(RuntimeThread thread, LocalProcess process) {
    killAction.kill(thread, process);
  }

  /** Raises {@code ProcessExit}, if {@code thread} still runs {@code process}. */
  public void raiseExit(RuntimeThread thread, LocalProcess process) {
    whereCodeMayBeStopped(
        thread,
        process,
        () -> {}, // its next slice begins with the exception
        () -> {
          ExitReason reason = process.exitReason();
          if (reason != null) {
            LockSharing.takeLock();
            callbacks.call("raise_exit", Reasons.toPython(reason));
          }
        });
  }

  /** Raises {@code KeyboardInterrupt} in {@code process}, wherever it is by then. */
  public void raiseInterrupt(RuntimeThread thread, LocalProcess process) {
    whereCodeMayBeStopped(
        thread,
        process,
        () -> scheduler.interrupt(process),
        () -> {
          LockSharing.takeLock();
          thread.interruptRaised();
          callbacks.call("raise_interrupt");
        });
  }

  /** Raises {@code MemoryError}, if {@code thread} still runs code of {@code process}. */
  public void raiseMemoryError(RuntimeThread thread, LocalProcess process) {
    whereCodeMayBeStopped(
        thread,
        process,
        () -> {},
        () -> {
          if (!thread.hasCodeEnded()) { // else it would take the place of the reason
            LockSharing.takeLock();
            callbacks.call("raise_memory_error", Runtime.getRuntime().maxMemory() >> 20);
          }
        });
  }

  /** Runs the program's handlers of signals in {@code process}, wherever it is by then. */
  public void runHandlers(RuntimeThread thread, LocalProcess process) {
    if (handlers.needAction(thread)) {
      whereCodeMayBeStopped(
          thread,
          process,
          () -> {
            handlers.actionEnded(thread);
            scheduler.runHandlers(process);
          },
          () -> {
            handlers.actionEnded(thread);
            handlers.run();
          });
    }
  }

  /** The thread is about to leave the context: what was to be done there is done elsewhere. */
  public void leaving(RuntimeThread thread) {
    sharing.leaving(thread);
    killAction.leaving(thread);
    for (Request request : requests) {
      if (request.thread == thread && requests.remove(request)) {
        request.elsewhere.run();
      }
    }
  }

  /** Lets other threads have the interpreter lock once, if any wants it. */
  public void yield(RuntimeThread thread) {
    sharing.yield(thread);
  }

  private void whereCodeMayBeStopped(
      RuntimeThread thread, LocalProcess process, Runnable elsewhere, Runnable act) {
    whereCodeMayBeStopped(thread, process, elsewhere, act, 0);
  }

  /**
   * @param passed how many unfit safepoints have been passed by
   */
  private void whereCodeMayBeStopped(
      RuntimeThread thread, LocalProcess process, Runnable elsewhere, Runnable act, int passed) {
    Request request = new Request(thread, elsewhere);
    requests.add(request);
    safepoints.submit(
        context,
        thread,
        access -> {
          if (!requests.remove(request)) {
            return;
          }
          Node location = sharing.location(thread, access);
          if (thread.current() != process) {
            elsewhere.run();
            return;
          }
          boolean unfit = passed < MAX_PASSED && isUnfit(thread, location);
          if (unfit || thread.isMakingStandIn() || shared.refusesExceptions(location)) {
            int now = unfit ? passed + 1 : passed;
            sharing.later(
                thread, () -> whereCodeMayBeStopped(thread, process, elsewhere, act, now));
          } else {
            act.run();
          }
        });
    if (thread.isLeaving()) {
      leaving(thread); // it may have looked before the request was there
    }
  }

  /** Whether another safepoint is to be preferred; compiled code is left for it. */
  private boolean isUnfit(RuntimeThread thread, @Nullable Node location) {
    if (CompiledCode.isBetweenInstructions()) {
      CompiledCode.leave();
      return true;
    }
    return isAtEndOfBuiltin(thread, location);
  }

  /** Whether a builtin function has just ended: it does not wait, without the interpreter lock. */
  private boolean isAtEndOfBuiltin(RuntimeThread thread, @Nullable Node location) {
    return SharedCode.isEndOfBuiltin(location) && sharing.runsPython(thread);
  }
}
