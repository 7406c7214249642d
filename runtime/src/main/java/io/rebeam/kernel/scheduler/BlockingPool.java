package io.rebeam.kernel.scheduler;

import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.ExitReason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The threads of blocking processes and of functions that processes await (ADR 1, semantics N11,
 * N24). Threads are used again, since it costs time to attach one to a Python context.
 */
public final class BlockingPool {
  private static final long KEEP_ALIVE_SECONDS = 30;

  private final Scheduler scheduler;
  private final AtomicInteger numbers = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  /** Blocking processes that have opened sockets. */
  private final Set<LocalProcess> socketOwners = ConcurrentHashMap.newKeySet();

  /**
   * @param maxThreads threads that may exist at once
   */
  BlockingPool(Scheduler scheduler, int maxThreads) {
    this.scheduler = scheduler;
    this.threads =
        new ThreadPoolExecutor(
            0, maxThreads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new IdleQueue(), this::newThread);
  }

  public int maxThreads() {
    return threads.getMaximumPoolSize();
  }

  /** Threads that exist now, idle ones included. */
  public int threadCount() {
    return threads.getPoolSize();
  }

  /**
   * Starts the thread of a blocking process.
   *
   * @return false when all threads are in use
   */
  public boolean start(LocalProcess process, Object body) {
    scheduler.kernel().observer().started(process);
    return execute(() -> run(process, body));
  }

  /**
   * Runs {@code job} for {@code owner}, which awaits it.
   *
   * @return false when all threads are in use
   */
  public boolean submit(@Nullable LocalProcess owner, Object job) {
    if (owner == null) {
      return execute(() -> scheduler.python().runAwaited(job));
    }
    return execute(
        () -> {
          BlockingThread self = (BlockingThread) Thread.currentThread();
          self.enterSlice(owner, scheduler.kernel().ticker().nanos());
          try {
            scheduler.python().runAwaited(job);
          } catch (ProcessKilled _) {
            // its owner is dead, so that the result is not needed
          } finally {
            self.leaveSlice();
          }
        });
  }

  /**
   * Runs {@code task}, which belongs to no process, on a thread that is in the context; any thread.
   */
  public boolean execute(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  /**
   * The calling thread's process owns sockets from now on, which Python keeps.
   *
   * @return false when that is no blocking process: such sockets have no owner
   */
  public boolean ownSockets() {
    LocalProcess process =
        Thread.currentThread() instanceof BlockingThread self ? self.ownProcess() : null;
    if (process != null) {
      socketOwners.add(process);
    }
    return process != null;
  }

  /** Whether a dead process's sockets are still to be closed, as soon as its code has ended. */
  public boolean isClosingSockets() {
    return socketOwners.stream().anyMatch(LocalProcess::isDead);
  }

  /** The code of {@code process} has run on the calling thread, which runs none now. */
  private void closeSockets(LocalProcess process) {
    if (socketOwners.contains(process)) {
      try {
        scheduler.python().closeSockets(process.exitReason() == ExitReason.NORMAL);
      } finally {
        socketOwners.remove(process);
      }
    }
  }

  private void run(LocalProcess process, Object body) {
    BlockingThread self = (BlockingThread) Thread.currentThread();
    process.setThread(self);
    if (process.isDead()) {
      return;
    }
    RunState.run(process);
    self.enterSlice(process, scheduler.kernel().ticker().nanos());
    try {
      scheduler.python().runBlocking(process, body);
    } catch (ProcessKilled _) {
      Exits.finish(process, ExitReason.KILLED);
    } catch (RuntimeException escaped) {
      // An exit signal may be raised before the first line that handles it, or after the last.
      ExitReason reason = process.exitReason();
      if (reason == null || !scheduler.python().isPython(escaped)) {
        throw escaped;
      }
      Exits.finish(process, reason);
    } finally {
      self.leaveSlice();
      process.setThread(null);
      if (!process.isDead()) {
        Exits.finish(process, ExitReason.ofWord("interrupted"));
      }
      closeSockets(process);
    }
  }

  /** Parks the calling blocking process until its wait is over or it has died. The GIL is free. */
  public void await(LocalProcess process) {
    RuntimeThread self = (RuntimeThread) Thread.currentThread();
    long now = scheduler.kernel().ticker().nanos();
    RunState.addCpuNanos(process, now - self.sliceNanos());
    if (process.waitMode() == WaitMode.YIELD) {
      Thread.yield();
    }
    boolean ended;
    do {
      RunState.beginBlockedWait(process);
      ended = RunState.waitEnded(process);
      if (!ended) {
        scheduler.parkWhile(() -> RunState.isStillWaiting(process), process);
      }
      RunState.run(process);
    } while (!ended);
    self.resumeSlice(scheduler.kernel().ticker().nanos());
  }

  void stop() {
    threads.shutdownNow();
  }

  private Thread newThread(@Nullable Runnable worker) {
    BlockingThread thread = new BlockingThread(numbers.incrementAndGet(), worker);
    scheduler.threads().add(thread);
    return thread;
  }

  /** Where idle threads wait for work. */
  private final class IdleQueue extends SynchronousQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Runnable poll(long timeout, TimeUnit unit) {
      AtomicReference<@Nullable Runnable> taken = new AtomicReference<>();
      scheduler.python().blocked(() -> taken.set(super.poll(timeout, unit)));
      return taken.get();
    }
  }

  /** A pool thread; it stays in the Python context for as long as it lives. */
  private final class BlockingThread extends RuntimeThread {
    private final @Nullable Runnable worker;

    BlockingThread(int number, @Nullable Runnable worker) {
      super("rebeam-blocking-" + scheduler.number() + "." + number);
      this.worker = worker;
    }

    @Override
    public String kind() {
      return "blocking";
    }

    @Override
    public void run() {
      PythonSide python = scheduler.python();
      python.enter();
      useVariables(python.variables());
      try {
        if (worker != null) {
          worker.run();
        }
      } catch (RuntimeException | Error stopped) {
        if (!threads.isShutdown()) { // else the context was closed under it
          scheduler.report(stopped);
        }
      } finally {
        scheduler.gone(this);
        python.leave();
      }
    }
  }
}
