package io.rebeam.kernel.python.safepoint;

import com.oracle.graal.python.builtins.objects.common.SortNodes;
import com.oracle.graal.python.nodes.PRootNode;
import com.oracle.graal.python.nodes.call.CallDispatchers.SimpleIndirectInvokeNode;
import com.oracle.graal.python.nodes.function.builtins.PythonUnaryBuiltinNode;
import com.oracle.graal.python.runtime.GilNode;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import io.rebeam.kernel.python.library.LongComputations;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How busy threads share the interpreter lock. The lock is fair, so a thread that comes from a wait
 * would stand behind all busy threads in its queue: as many turns, each with a change of threads,
 * which takes long where other programs use the processors. So only one of the threads that have
 * had a turn stands in that queue; the others wait here for their place in it.
 */
final class LockTurns {
  /** The place in the queue of the lock for a thread that has had a turn; fair. */
  private final Semaphore place = new Semaphore(1, true);

  /**
   * Gives the lock, which the calling thread has, to others that wait for it, and takes it again.
   * Only between ordinary Python operations, or where a builtin takes the next element of an
   * iterator, which may be user code; never inside other builtins, which expect no change
   * meanwhile.
   *
   * @param location where the safepoint is, if that is known
   */
  void share(@Nullable Node location) {
    if (location != null && isBetweenOperations(location)) {
      share(GilNode.getUncached());
    }
  }

  private void share(GilNode lock) {
    if (!lock.tryRelease()) {
      return;
    }
    boolean placed = false;
    try {
      TruffleSafepoint.setBlockedThreadInterruptible(null, Semaphore::acquire, place);
      placed = true;
    } finally {
      try {
        lock.acquire();
      } finally {
        if (placed) {
          place.release();
        }
      }
    }
  }

  private static boolean isBetweenOperations(Node location) {
    return location instanceof PythonUnaryBuiltinNode // before the next element, PollingIteration
        || location instanceof SimpleIndirectInvokeNode // the same
        || location == LongComputations.PLACE
        || isComparison(location.getRootNode())
        || (location.getRootNode() instanceof PRootNode root
            && !root.isInternal()
            && !root.isPythonInternal());
  }

  /** Whether it is what {@code sort} calls for each comparison, which may be user code. */
  private static boolean isComparison(@Nullable RootNode root) {
    return root != null && root.getClass().getEnclosingClass() == SortNodes.class;
  }
}
