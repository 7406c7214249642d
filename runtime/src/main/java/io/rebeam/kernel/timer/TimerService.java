package io.rebeam.kernel.timer;

import io.rebeam.time.Ticker;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Timers of a node: a binary heap by due time, from which a cancelled timer is removed at once, and
 * one thread that runs what is due. A timer never fires early (semantics G11). Any thread.
 */
public final class TimerService implements AutoCloseable {
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();

  /** Held while timers fire, so that they do so in their order, whichever thread fires them. */
  private final ReentrantLock firing = new ReentrantLock();

  private final Thread thread;

  /** How far this clock is ahead of the ticker. Written under the lock. */
  private volatile long ahead;

  // guarded by lock
  private @Nullable Timer[] heap = new Timer[64];
  private int size;
  private boolean closed;

  /** Until when the thread sleeps, if it does. */
  private long wakeNanos;

  public TimerService(Ticker ticker) {
    this.ticker = ticker;
    this.thread = Thread.ofPlatform().daemon().name("rebeam-timer").unstarted(this::loop);
  }

  /** Starts the thread. A test that drives {@link #fireDue} itself does not call it. */
  public void start() {
    thread.start();
  }

  /** What happens at a due time, and when; known to its service. */
  public static final class Timer {
    private final Runnable action;
    private long dueNanos;

    /** Place in the heap; -1 when it is in none. Guarded by the service's lock. */
    private int index = -1;

    Timer(long dueNanos, Runnable action) {
      this.dueNanos = dueNanos;
      this.action = action;
    }
  }

  /** Nanoseconds on the clock by which timers fire: the ticker's, and what it was put ahead. */
  public long nanos() {
    return ticker.nanos() + ahead;
  }

  /**
   * Puts the clock ahead, for tests of programs. What is due then has fired when this returns.
   *
   * @param nanos not negative
   */
  public void advance(long nanos) {
    lock.lock();
    try {
      ahead += nanos;
      earlier.signal();
    } finally {
      lock.unlock();
    }
    fireDue();
  }

  /** Runs {@code action} on the timer thread in {@code delayNanos} or a little later. */
  public Timer schedule(long delayNanos, Runnable action) {
    return scheduleAt(nanos() + Math.max(0, delayNanos), action);
  }

  /** Runs {@code action} at {@code dueNanos} or a little later. */
  public Timer scheduleAt(long dueNanos, Runnable action) {
    Timer timer = new Timer(dueNanos, action);
    lock.lock();
    try {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      place(timer, size++);
      siftUp(timer);
      if (timer.index == 0 && timer.dueNanos - wakeNanos < 0) {
        earlier.signal();
      }
    } finally {
      lock.unlock();
    }
    return timer;
  }

  /**
   * Takes a timer back.
   *
   * @return the nanoseconds that were left, or -1 when it had fired or been cancelled (G7)
   */
  public long cancel(Timer timer) {
    lock.lock();
    try {
      long left = left(timer);
      if (left >= 0) {
        remove(timer);
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** The nanoseconds left, or -1 when it has fired or been cancelled (G9). */
  public long read(Timer timer) {
    lock.lock();
    try {
      return left(timer);
    } finally {
      lock.unlock();
    }
  }

  /** Timers that have not fired. */
  public int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  private long left(Timer timer) {
    return timer.index < 0 ? -1 : Math.max(0, timer.dueNanos - nanos());
  }

  /** Runs all that is due, in the order of due times. Any thread. */
  public void fireDue() {
    firing.lock();
    try {
      Timer due;
      while ((due = takeDue()) != null) {
        due.action.run();
      }
    } finally {
      firing.unlock();
    }
  }

  private @Nullable Timer takeDue() {
    lock.lock();
    try {
      Timer first = size == 0 ? null : heap[0];
      if (first == null || first.dueNanos - nanos() > 0) {
        return null;
      }
      remove(first);
      return first;
    } finally {
      lock.unlock();
    }
  }

  private void loop() {
    while (awaitDue()) {
      fireDue();
    }
  }

  private boolean awaitDue() {
    lock.lock();
    try {
      while (!closed) {
        Timer first = size == 0 ? null : heap[0];
        long wait = first == null ? TimeUnit.HOURS.toNanos(1) : first.dueNanos - nanos();
        if (first != null && wait <= 0) {
          return true;
        }
        wakeNanos = nanos() + wait;
        earlier.awaitNanos(wait);
      }
      return false;
    } catch (InterruptedException _) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      earlier.signal();
    } finally {
      lock.unlock();
    }
  }

  // ---- the heap; the caller holds the lock ----

  private void remove(Timer timer) {
    int hole = timer.index;
    timer.index = -1;
    Timer last = at(--size);
    heap[size] = null;
    if (last != timer) {
      place(last, hole);
      siftUp(last);
      siftDown(last);
    }
  }

  private void siftUp(Timer timer) {
    while (timer.index > 0) {
      Timer parent = at((timer.index - 1) / 2);
      if (parent.dueNanos - timer.dueNanos <= 0) {
        return;
      }
      swap(parent, timer);
    }
  }

  private void siftDown(Timer timer) {
    while (true) {
      int child = 2 * timer.index + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && at(child + 1).dueNanos - at(child).dueNanos < 0) {
        child++;
      }
      Timer smaller = at(child);
      if (timer.dueNanos - smaller.dueNanos <= 0) {
        return;
      }
      swap(timer, smaller);
    }
  }

  private void swap(Timer a, Timer b) {
    int place = a.index;
    place(a, b.index);
    place(b, place);
  }

  private void place(Timer timer, int index) {
    heap[index] = timer;
    timer.index = index;
  }

  private Timer at(int index) {
    Timer timer = heap[index];
    if (timer == null) {
      throw new IllegalStateException("no timer at " + index + " of " + size);
    }
    return timer;
  }
}
