package io.rebeam.node;

import io.rebeam.history.History;
import io.rebeam.kernel.history.Report;
import io.rebeam.kernel.inspect.LiveInspector;
import io.rebeam.kernel.inspect.NodeHistory;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RuntimeEvents;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.PythonContexts;
import io.rebeam.kernel.python.SessionBridge;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.timer.MessageTimers;
import io.rebeam.kernel.timer.TimerService;
import io.rebeam.time.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The composition root: the one place that calls the kernel's constructors. */
final class NodeWiring implements AutoCloseable {
  /** How long the end of a node waits for the reports of its processes to be written. */
  private static final Duration REPORTS_AT_END = Duration.ofSeconds(2);

  /** How long the processes that are left at a shutdown may take to be killed. */
  private static final Duration KILLING = Duration.ofMillis(500);

  private final Kernel kernel;
  private final TimerService timerService;
  private final PythonContext python;
  private final Scheduler scheduler;
  private final LiveInspector inspector;
  private final NodeSessions sessions;
  private final NodeReports reports;
  private final NodeVersions versions;
  private final OutputStream err;
  private final History history;
  private final long startedNanos;

  NodeWiring(NodeOptions options, Ticker ticker) {
    err = options.err();
    NodeLimits limits = options.limits();
    kernel = new Kernel(ticker, limits.maxProcesses());
    startedNanos = ticker.nanos();
    NodeHistory past = new NodeHistory(kernel);
    history = past;
    timerService = new TimerService(ticker);
    MessageTimers timers = new MessageTimers(kernel, timerService);
    kernel.onTimersLeft(timers::cancelAll);
    scheduler =
        new Scheduler(1, kernel, limits.maxBlockingThreads(), limits.gracePeriod(), this::report);
    MainProcess main = new MainProcess(scheduler, options.program());
    python =
        new PythonContexts(options.out(), options.err(), options.in(), options.program().streams())
            .create(main, timers, this::report, options.pythonLibrary());
    inspector = python.inspector();
    kernel.tracing().show(python.values()::text, past::registeredName, past::initialCall);
    SessionBridge bridge = new SessionBridge(python);
    sessions = new NodeSessions(main, python, bridge);
    reports = new NodeReports(kernel, bridge, this::isNews);
    kernel.events().onEvent(reports::add);
    reports.start();
    timerService.start();
    scheduler.start(python);
    versions =
        new NodeVersions(
            sessions.pythonVersion(), python.engineVersion(), python.implementationName());
  }

  Kernel kernel() {
    return kernel;
  }

  LiveInspector inspector() {
    return inspector;
  }

  NodeSessions sessions() {
    return sessions;
  }

  NodeReports reports() {
    return reports;
  }

  History history() {
    return history;
  }

  NodeVersions versions() {
    return versions;
  }

  long startedNanos() {
    return startedNanos;
  }

  /** See {@link Node#shutdown}. */
  int shutdown(Duration grace) {
    int killed = endProcesses(grace);
    reports.settle(REPORTS_AT_END);
    ChildPrograms.end();
    return killed;
  }

  private int endProcesses(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    sessions.precede();
    List<LocalProcess> users = userProcesses();
    CountDownLatch gone = new CountDownLatch(users.size());
    for (LocalProcess process : users) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        break; // so many that the time is over before all have got it
      }
      if (!process.whenDead(gone::countDown)) {
        gone.countDown();
      }
      process.deliver(new Signal.Exit(null, ExitReason.SHUTDOWN, false));
    }
    try {
      if (gone.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return 0;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    List<LocalProcess> left = userProcesses();
    long last = System.nanoTime() + KILLING.toNanos();
    for (LocalProcess process : left) {
      if (System.nanoTime() - last > 0) {
        break; // the program's own end kills the others
      }
      process.deliver(new Signal.Exit(null, ExitReason.KILL, false));
    }
    return left.size();
  }

  private List<LocalProcess> userProcesses() {
    return kernel.table().all().stream().filter(process -> !sessions.isEvaluator(process)).toList();
  }

  /** That a cell computes for long is no news. */
  private boolean isNews(Report report) {
    if (!report.logger().equals(RuntimeEvents.Log.SCHEDULER.loggerName())) {
      return true;
    }
    LocalProcess process = kernel.table().get(report.serial());
    return process == null || !sessions.isEvaluator(process);
  }

  /** Reports a bug of our own; the scheduler goes on, but not without memory. */
  private void report(Throwable bug) {
    if (bug instanceof OutOfMemoryError) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
      return;
    }
    String text = "rebeam: internal error: " + PythonContext.describe(bug) + System.lineSeparator();
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException _) {
      // nowhere left to tell it
    }
    if (Boolean.getBoolean("rebeam.debug")) {
      bug.printStackTrace();
    }
  }

  /** Stops in order: sessions, processes, threads, Python. */
  @Override
  public void close() {
    kernel.tracing().close();
    sessions.close();
    reports.close();
    for (LocalProcess process : kernel.table().all()) {
      process.deliver(new Signal.Exit(null, ExitReason.KILL, false));
    }
    ChildPrograms.end();
    scheduler.stop();
    timerService.close();
    python.close();
  }
}
