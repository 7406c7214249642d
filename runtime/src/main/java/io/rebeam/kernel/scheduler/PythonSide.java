package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.signal.ExitReason;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a scheduler needs of its Python context. Implemented by the bridge. */
public interface PythonSide {
  /** Enters the context with the calling thread. Pairs with {@link #leave}. */
  void enter();

  void leave();

  /** The {@code contextvars} of the calling thread, which has entered the context. */
  ContextVariables variables();

  /**
   * Runs the Python loop that steps coroutines until the calling carrier is retired or idle loops
   * end. Returns normally, or throws what escaped from a process.
   */
  void runCarrier();

  /** Whether what escaped was raised in Python, and is no bug of ours. */
  boolean isPython(Throwable escaped);

  /** Runs the asyncio loop on the calling thread until it is no longer wanted (N13). */
  void runLoop();

  /** Makes the asyncio loop, if it waits, look at what it has to do. */
  void wakeLoop();

  /** Runs the body of a blocking process on the calling thread. */
  void runBlocking(LocalProcess process, Object body);

  /**
   * Closes the sockets of the blocking process whose code has run on the calling thread.
   *
   * @param keep leave them open, since its code came to its end and may have passed them on
   */
  void closeSockets(boolean keep);

  /** Runs a function that a process awaits, on the calling thread (semantics N24). */
  void runAwaited(Object job);

  /** The name of the function that {@code coroutine} runs, a string of its own; null if none. */
  @Nullable Object functionName(Object coroutine);

  /**
   * Whether {@code ProcessExit}, raised where {@code coroutine} waits, would make any code of it
   * run. Called by the thread that runs the process.
   */
  boolean runsCodeToUnwind(Object coroutine);

  /**
   * A stand-in for {@code coroutine} whose next step throws {@code ProcessExit(reason)} into it.
   */
  Object unwinding(Object coroutine, @Nullable ExitReason reason);

  /** A stand-in for {@code coroutine} whose next step throws {@code KeyboardInterrupt} into it. */
  Object interrupting(Object coroutine);

  /** A stand-in for {@code coroutine} whose next step runs the handlers of signals instead. */
  Object handling(Object coroutine);

  /**
   * Makes {@code thread} run the program's handlers of signals in {@code process}, which it runs.
   */
  void runHandlersIn(RuntimeThread thread, LocalProcess process);

  /**
   * Makes {@code thread} end the Python code of {@code process}, if it still runs it and holds no
   * lock of Python's own library; the monitor calls it again until it has ended.
   */
  void killIn(RuntimeThread thread, LocalProcess process);

  /** Makes {@code thread} raise {@code ProcessExit} in {@code process}, if it still runs it. */
  void raiseExitIn(RuntimeThread thread, LocalProcess process);

  /** Makes {@code thread} raise {@code KeyboardInterrupt} in {@code process}. */
  void raiseInterruptIn(RuntimeThread thread, LocalProcess process);

  /** Makes {@code thread} raise {@code MemoryError} in {@code process}, if it still runs it. */
  void raiseMemoryErrorIn(RuntimeThread thread, LocalProcess process);

  /**
   * The Python stack of {@code thread} where it runs {@code process}, made at its next safepoint;
   * empty when it does not come to one within a time.
   */
  CompletableFuture<String> stackOf(RuntimeThread thread, LocalProcess process);

  /** Something that waits. */
  @FunctionalInterface
  interface Wait {
    void run() throws InterruptedException;
  }

  /**
   * Waits on the calling thread so that safepoint actions reach it meanwhile; {@code wait} is begun
   * again after each. Every wait of a thread that is in the context has to go through here: the
   * engine requests a safepoint of all threads now and then, for example when it loads a native
   * extension, and goes on when all have come to it.
   */
  void blocked(Wait wait);

  /** Makes {@code thread} release the GIL once, so that other threads can take it. */
  void yieldIn(RuntimeThread thread);
}
