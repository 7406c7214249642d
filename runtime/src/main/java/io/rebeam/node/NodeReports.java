package io.rebeam.node;

import io.rebeam.kernel.history.Report;
import io.rebeam.kernel.history.ReportFolding;
import io.rebeam.kernel.history.ReportLog;
import io.rebeam.kernel.python.SessionBridge;
import io.rebeam.time.Ticker;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Keeps the reports of a node and shows them, within limits ({@link ReportFolding}), on a thread of
 * its own, so that neither the process that crashed nor a caller waits for it.
 */
final class NodeReports implements AutoCloseable {
  private final Ticker ticker;
  private final Predicate<Report> isNews;
  private final ReportLog log = new ReportLog();
  private final ReportFolding folding = log.folding();

  /** The tasks of the thread: reports that the folding lets through, and counts that are due. */
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

  /** The number of tasks that have been added to {@link #work} and are not done. */
  private final AtomicInteger undone = new AtomicInteger();

  private final CompletableFuture<SessionBridge> bridge = new CompletableFuture<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("rebeam-reports").unstarted(this::run);
  private volatile boolean closed;

  /**
   * @param isNews false for reports that are neither kept nor shown; called by any thread, under
   *     the lock of a process
   */
  NodeReports(Ticker ticker, Predicate<Report> isNews) {
    this.ticker = ticker;
    this.isNews = isNews;
  }

  /** Begins to show reports; those that came before are shown then. Called once. */
  void start(SessionBridge bridge) {
    this.bridge.complete(bridge);
    thread.start();
  }

  /** The reports that are kept. */
  ReportLog log() {
    return log;
  }

  /** Keeps a report, and queues it for the thread if the folding shows it. Any thread, any lock. */
  void add(Report report) {
    if (!isNews.test(report)) {
      return;
    }
    long now = ticker.nanos();
    log.add(report, now);
    switch (folding.add(report, now)) {
      case FULL -> enqueue(() -> publish(report, report.block()));
      case FIRST_LINE -> enqueue(() -> publish(report, report.subject()));
      case NOTHING -> {
        if (work.isEmpty()) {
          enqueue(() -> {}); // a count is due now
        }
      }
    }
  }

  private void enqueue(Runnable task) {
    undone.incrementAndGet();
    work.add(task);
  }

  /** Waits until all reports made so far are shown, counts included, at most {@code limit}. */
  void settle(Duration limit) {
    await(() -> folding.rest(ticker.nanos()).forEach(this::publish), limit);
  }

  /** Waits until the reports that are due are shown, at most {@code limit}. Counts may follow. */
  void awaitShown(Duration limit) {
    if (undone.get() > 0) {
      await(() -> {}, limit);
    }
  }

  /** Queues a task and waits for it, at most {@code limit}. */
  private void await(Runnable last, Duration limit) {
    CountDownLatch done = new CountDownLatch(1);
    enqueue(
        () -> {
          last.run();
          done.countDown();
        });
    try {
      var _ = done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        Runnable next = work.poll(folding.untilDue(ticker.nanos()), TimeUnit.NANOSECONDS);
        if (next != null) {
          tryTo(next);
          undone.decrementAndGet();
        }
        tryTo(() -> folding.due(ticker.nanos()).forEach(this::publish));
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /**
   * Runs a task as a future, which keeps its exception: a handler may raise, or the node closes.
   */
  private static void tryTo(Runnable task) {
    var _ = CompletableFuture.runAsync(task, Runnable::run);
  }

  private void publish(Report report, String block) {
    SessionBridge python = bridge.join();
    python.inContext(() -> python.publish(report, block));
  }

  private void publish(String line) {
    SessionBridge python = bridge.join();
    python.inContext(() -> python.publish(line));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
