package io.rebeam.kernel.python.safepoint;

import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.InterpreterLock;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.nodes.Node;
import io.rebeam.kernel.scheduler.RuntimeThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has threads share the interpreter lock at their safepoints. A thread that waits for the lock
 * there answers further safepoints, nested in the first one: this class has the place in its Python
 * code, and keeps what is to be requested again when the thread has the lock.
 */
final class LockSharing {
  private final SafepointInstrument.Safepoints safepoints;
  private final TruffleContext context;
  private final PythonContext interpreter = PythonContext.get(null);
  private final LockTurns turns = new LockTurns();

  /** Threads with a lock-sharing action under way, one for each at most. */
  private final Set<Thread> yielding = ConcurrentHashMap.newKeySet();

  /** Threads that share the lock now, and wait for it. */
  private final Map<Thread, Sharing> sharing = new ConcurrentHashMap<>();

  /**
   * A thread that shares the lock.
   *
   * @param location the place in its Python code
   * @param later requests to be made again when it has the lock; used by the thread only
   */
  private record Sharing(@Nullable Node location, List<Runnable> later) {}

  /** Created by a thread that has entered the context. */
  LockSharing(SafepointInstrument.Safepoints safepoints, TruffleContext context) {
    this.safepoints = safepoints;
    this.context = context;
  }

  /** Lets other threads have the interpreter lock once, if any wants it. Any thread. */
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

  /** The thread is about to leave the context, where its actions are dropped. */
  void leaving(RuntimeThread thread) {
    yielding.remove(thread);
  }

  /** The place in the thread's Python code, if that is known. Called by the thread. */
  @Nullable Node location(RuntimeThread thread, ThreadLocalAction.Access access) {
    Sharing outer = sharing.get(thread);
    return outer == null ? access.getLocation() : outer.location;
  }

  /** Whether the thread has the lock, or shares it now. Called by the thread. */
  boolean runsPython(RuntimeThread thread) {
    return sharing.containsKey(thread) || interpreter.ownsGil();
  }

  /**
   * Makes a request again that the calling thread must not answer where it is now: at its next
   * safepoint, or when it has the interpreter lock. For a thread that waits for the lock in another
   * way it is made a little later, since each safepoint costs the thread its place in the queue.
   */
  void later(Thread thread, Runnable request) {
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
