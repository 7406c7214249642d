package io.rebeam.kernel.python.library;

import io.rebeam.kernel.process.LocalProcess;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock in a {@code threading.RLock}: it is held by a process, or by a thread that runs none,
 * and not by the carrier on which a process has taken it. It has those methods of Java's reentrant
 * lock that GraalPy's {@code PRLock} calls ({@code runtime/src/build/GraalPyChanges.java}).
 */
public class ProcessLock {
  private final Semaphore free = new Semaphore(1);

  /** Written by the owner. */
  private volatile @Nullable Object owner;

  /** How often the owner has taken it; used by the owner only. */
  private int holds;

  public final boolean isHeldByCurrentThread() {
    return owner == ThreadIdentity.current();
  }

  public final boolean isLocked() {
    return owner != null;
  }

  public final int getHoldCount() {
    return isHeldByCurrentThread() ? holds : 0;
  }

  /** The number of the owner as a thread, 0 when it has none. */
  public final long ownerNumber() {
    return switch (owner) {
      case LocalProcess process -> ThreadIdentity.number(process);
      case Thread thread -> thread.threadId();
      case null, default -> 0;
    };
  }

  public final boolean tryLock() {
    return isTakenAgain() || take(free.tryAcquire());
  }

  public final boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
    return isTakenAgain() || take(free.tryAcquire(timeout, unit));
  }

  public final void lockInterruptibly() throws InterruptedException {
    if (!isTakenAgain()) {
      free.acquire();
      take(true);
    }
  }

  public final void unlock() {
    if (!isHeldByCurrentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--holds == 0) {
      owner = null;
      free.release();
    }
  }

  private boolean isTakenAgain() {
    boolean again = isHeldByCurrentThread();
    if (again) {
      holds++;
    }
    return again;
  }

  private boolean take(boolean acquired) {
    if (acquired) {
      owner = ThreadIdentity.current();
      holds = 1;
    }
    return acquired;
  }
}
