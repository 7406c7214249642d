package io.rebeam.node;

import io.rebeam.history.History;
import io.rebeam.kernel.behaviour.ServerModules;
import io.rebeam.kernel.history.Endings;
import io.rebeam.kernel.history.Report;
import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.inspect.LiveInspector;
import io.rebeam.kernel.inspect.NodeHistory;
import io.rebeam.kernel.process.Directory;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.PythonContexts;
import io.rebeam.kernel.python.SessionBridge;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.state.NodeState;
import io.rebeam.kernel.table.Tables;
import io.rebeam.kernel.timer.MessageTimers;
import io.rebeam.kernel.timer.TimerService;
import io.rebeam.kernel.trace.Tracing;
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

  /** How long the killing of the processes that are left at a shutdown may take. */
  private static final Duration KILLING = Duration.ofMillis(500);

  private final NodeState state;
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
    startedNanos = ticker.nanos();
    timerService = new TimerService(ticker);
    reports = new NodeReports(ticker, this::isNews);
    Directory directory = new Directory();
    Endings endings = new Endings();
    NodeHistory past = new NodeHistory(ticker, directory.table(), endings, reports.log());
    history = past;
    state = newState(ticker, limits.maxProcesses(), directory, endings, past);
    kernel = state.kernel();
    scheduler =
        new Scheduler(1, state, limits.maxBlockingThreads(), limits.gracePeriod(), this::report);
    MainProcess main = new MainProcess(scheduler, options.program());
    python =
        new PythonContexts(
                options.out(),
                options.err(),
                options.in(),
                options.program().streams(),
                options.python().contextOptions())
            .create(main, this::report, options.pythonLibrary());
    inspector = python.inspector();
    SessionBridge bridge = new SessionBridge(python);
    sessions = new NodeSessions(main, python, bridge);
    reports.start(bridge);
    timerService.start();
    scheduler.start(python);
    versions =
        new NodeVersions(
            sessions.pythonVersion(), python.engineVersion(), python.implementationName());
  }

  /** A message as traces show it. */
  private String text(Object message) {
    return python.values().text(message);
  }

  private NodeState newState(
      Ticker ticker, int maxProcesses, Directory directory, Endings endings, NodeHistory past) {
    RuntimeEvents events = new RuntimeEvents(ticker, reports::add);
    Tracing tracing =
        new Tracing(ticker, directory, this::text, past::registeredName, past::initialCall);
    MessageTimers timers = new MessageTimers(ticker, directory, timerService);
    NodeObserver observer = new NodeObserver(tracing, endings, events);
    return new NodeState(
        new Kernel(ticker, maxProcesses, directory, observer, timers::cancelAll),
        timers,
        new Tables(),
        new ServerModules(),
        tracing,
        endings,
        reports.log(),
        events);
  }

  NodeState state() {
    return state;
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
        break; // the time is over before all of very many processes have got the signal
      }
      if (!Exits.listen(process, (_, _, _, _) -> gone.countDown())) {
        gone.countDown();
      }
      Signals.deliver(process, new Signal.Exit(null, ExitReason.SHUTDOWN, false));
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
      Signals.deliver(process, new Signal.Exit(null, ExitReason.KILL, false));
    }
    return left.size();
  }

  private List<LocalProcess> userProcesses() {
    return kernel.table().all().stream().filter(process -> !sessions.isEvaluator(process)).toList();
  }

  /** False for the warning that a cell computes for long. */
  private boolean isNews(Report report) {
    if (!report.logger().equals(RuntimeEvents.Log.SCHEDULER.loggerName())) {
      return true;
    }
    LocalProcess process = kernel.table().get(report.serial());
    return process == null || !sessions.isEvaluator(process);
  }

  /** Reports a bug of our own. The scheduler goes on, except after an OutOfMemoryError. */
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
      // there is no stream left to write to
    }
    if (Boolean.getBoolean("rebeam.debug")) {
      bug.printStackTrace();
    }
  }

  /** Stops in order: sessions, processes, threads, Python. */
  @Override
  public void close() {
    state.tracing().close();
    sessions.close();
    reports.close();
    for (LocalProcess process : kernel.table().all()) {
      Signals.deliver(process, new Signal.Exit(null, ExitReason.KILL, false));
    }
    ChildPrograms.end();
    scheduler.stop();
    timerService.close();
    python.close();
  }
}
