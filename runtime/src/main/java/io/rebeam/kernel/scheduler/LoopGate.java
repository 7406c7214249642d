package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.chaos.Chaos;
import io.rebeam.kernel.process.LocalProcess;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a scheduler's asyncio loop: one thread at a time uses the loop, since asyncio's
 * objects are not thread-safe. The loop's own thread holds it, except while it waits for events; a
 * process that uses asyncio holds it for the whole of each slice.
 *
 * <p>A process that finds the gate closed does not hold up its carrier: it is put into a queue
 * here. The loop's thread runs the processes of the queue itself; a carrier that leaves the gate
 * puts them back into the run queue.
 */
final class LoopGate {
  /**
   * How long the loop's thread waits before it enters again, when it has left processes to
   * carriers.
   */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

  /** Fair, so that a process that enters in mid-slice is not passed by the loop's own thread. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Queue<LocalProcess> queue = new ConcurrentLinkedQueue<>();
  private final Queue<LocalProcess> forCarriers = new ConcurrentLinkedQueue<>();
  private final Consumer<LocalProcess> runnable;

  /**
   * @param runnable puts a process back into the run queue
   */
  LoopGate(Consumer<LocalProcess> runnable) {
    this.runnable = runnable;
  }

  /** Waits until the gate is free. The GIL is free meanwhile; safepoints interrupt. */
  void enter() throws InterruptedException {
    lock.lockInterruptibly();
  }

  /**
   * As {@link #enter}, for the loop's thread; {@code politely} when it has left processes to
   * carriers.
   */
  void enterAgain(boolean politely) throws InterruptedException {
    long waited = 0;
    while (politely && waited < GRACE_NANOS && !lock.isLocked()) {
      LockSupport.parkNanos(this, STEP_NANOS);
      waited += STEP_NANOS;
    }
    lock.lockInterruptibly();
  }

  /**
   * Enters for a slice of {@code process}, or queues it.
   *
   * @return whether the calling thread is inside
   */
  boolean enterOrQueue(LocalProcess process, LoopUser user) {
    // A thread that waits at the gate goes first.
    if (!lock.hasQueuedThreads() && lock.tryLock()) {
      return true;
    }
    add(process, user);
    Chaos.seam();
    // Pairs with leave(), which frees the gate and looks at the queue then. If it looked too
    // early, this finds the gate free, and empties the queue itself.
    if (!lock.isLocked()) {
      requeue();
    }
    return false;
  }

  /** Queues a process for the thread that is inside. */
  void add(LocalProcess process, LoopUser user) {
    (user.onLoopThread() ? queue : forCarriers).add(process);
  }

  /**
   * The next process that the loop's thread may run; called by it, inside. None while a thread
   * waits at the gate: the rest then goes back to the run queue.
   */
  @Nullable LocalProcess poll() {
    return lock.hasQueuedThreads() ? null : queue.poll();
  }

  /** Whether a process waits here for its turn; walks all of them. */
  boolean contains(LocalProcess process) {
    return queue.contains(process) || forCarriers.contains(process);
  }

  boolean isMine() {
    return lock.isHeldByCurrentThread();
  }

  /**
   * Leaves, and makes the processes runnable that were queued meanwhile.
   *
   * @return whether some of them can be run by a carrier only
   */
  boolean leave() {
    boolean carriersOnly = !forCarriers.isEmpty();
    lock.unlock();
    Chaos.seam();
    requeue();
    return carriersOnly;
  }

  private void requeue() {
    LocalProcess process;
    while ((process = forCarriers.poll()) != null || (process = queue.poll()) != null) {
      runnable.accept(process);
    }
  }
}
