package io.rebeam.kernel.python;

import com.oracle.graal.python.runtime.GilNode;
import com.oracle.truffle.api.TruffleSafepoint;
import java.util.concurrent.Semaphore;

/**
 * The order in which threads get the interpreter lock that have given it away because others want
 * it. The lock is fair, and with twenty busy threads in its queue who comes from a wait would stand
 * behind all of them: twenty turns, each with a change of threads, which takes long where other
 * programs use the processors. So only one of those who have had a turn stands in that queue; the
 * others wait here for their place in it.
 */
final class LockTurns {
  /** Whoever has it waits for the lock; fair. */
  private final Semaphore place = new Semaphore(1, true);

  /** Lets others have the lock, which the calling thread has, and takes it again. */
  void share(GilNode lock) {
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
}
