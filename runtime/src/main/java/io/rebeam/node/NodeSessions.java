package io.rebeam.node;

import io.rebeam.error.BadArgumentException;
import io.rebeam.error.NoAnswerException;
import io.rebeam.error.NodeFailedException;
import io.rebeam.error.RebeamException;
import io.rebeam.eval.Completion;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.kernel.eval.EvaluatorSession;
import io.rebeam.kernel.inspect.ShownProcess;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Priority;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.PythonValues;
import io.rebeam.kernel.python.Questions;
import io.rebeam.kernel.python.Questions.Answer;
import io.rebeam.kernel.python.Questions.Asked;
import io.rebeam.kernel.python.SessionBridge;
import io.rebeam.kernel.python.TracePredicates;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import io.rebeam.kernel.trace.TracePredicate;
import io.rebeam.process.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a node, and the thread that calls Python for them, so that no caller waits for a
 * busy interpreter longer than its own limit.
 */
final class NodeSessions implements EvaluatorSession.Backend, AutoCloseable {
  /** The delay of the imports for the prompt; a first input should not wait for them. */
  private static final int PRELOAD_SECONDS = 1;

  /** How long a first Tab may wait for these imports and its answer, if its own budget is less. */
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

  private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);

  private final MainProcess main;
  private final Scheduler scheduler;
  private final SessionBridge bridge;
  private final PythonValues values;
  private final TracePredicates predicates;
  private final Questions questions;
  private final Set<LocalProcess> evaluators = ConcurrentHashMap.newKeySet();
  private final List<EvaluatorSession> open = new CopyOnWriteArrayList<>();
  private @Nullable CompletableFuture<?> preloaded; // guarded by this

  /** Whether evaluators have high priority, since the program ends. */
  private volatile boolean preceding;

  /** Whether a completion has been in time: its code is loaded and has run. */
  private volatile boolean hasCompleted;

  private final ExecutorService service =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("rebeam-service").factory());

  NodeSessions(MainProcess main, PythonContext python, SessionBridge bridge) {
    this.main = main;
    this.scheduler = main.scheduler();
    this.bridge = bridge;
    this.values = python.values();
    this.predicates = new TracePredicates(scheduler, python);
    this.questions = new Questions(scheduler, python);
  }

  Session open(SessionOptions options) {
    EvaluatorSession session =
        new EvaluatorSession(this, handle -> bridge.openNamespace(handle, options));
    try {
      session.open();
    } catch (CompletionException e) {
      throw new NodeFailedException("a session cannot be opened: " + e.getMessage(), e);
    }
    open.add(session);
    if (options.interactive()) {
      Executor later = CompletableFuture.delayedExecutor(PRELOAD_SECONDS, TimeUnit.SECONDS);
      later.execute(this::preloadIfOpen);
    }
    return session;
  }

  int count() {
    return evaluators.size();
  }

  boolean isEvaluator(LocalProcess process) {
    return evaluators.contains(process);
  }

  /** Gives the evaluators high priority: at the end of a program very many processes may run. */
  void precede() {
    preceding = true;
    evaluators.forEach(evaluator -> evaluator.setPriority(Priority.HIGH));
  }

  String pythonVersion() {
    return inPython(bridge::pythonVersion).join();
  }

  /**
   * A process that evaluates the predicate of a trace. Waits for Python, on a thread of its own:
   * the service thread may be busy for seconds, with imports or with many crash reports.
   *
   * @throws io.rebeam.error.BadArgumentException when the predicate is not an expression
   * @throws CancellationException when the calling thread is interrupted
   */
  TracePredicate predicate(String expression) {
    CompletableFuture<TracePredicate> made =
        CompletableFuture.supplyAsync(
            () -> predicates.ofExpression(expression), this::onThreadOfItsOwn);
    try {
      return made.get();
    } catch (InterruptedException _) {
      var _ = made.thenAccept(TracePredicate::close);
      throw new CancellationException();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RebeamException known ? known : new CompletionException(e);
    }
  }

  /** Starts a question when the GIL is free, on a thread of its own. */
  private CompletableFuture<Asked> ask(String word, Object... arguments) {
    return CompletableFuture.supplyAsync(
        () -> questions.ask(word, arguments), this::onThreadOfItsOwn);
  }

  /**
   * Starts a question and waits for its answer.
   *
   * @param limit the longest wait; null for no limit
   * @throws CancellationException when the calling thread is interrupted
   */
  Answer answer(@Nullable Duration limit, String word, Object... arguments) {
    CompletableFuture<Asked> asking = ask(word, arguments);
    CompletableFuture<Answer> answer = asking.thenCompose(Asked::answer);
    boolean answered = false;
    try {
      Answer given =
          limit == null ? answer.get() : answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      answered = true;
      return given;
    } catch (TimeoutException _) {
      return new Answer("timeout", new ArrayList<>());
    } catch (InterruptedException _) {
      throw new CancellationException();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } finally {
      if (!answered) {
        var _ = asking.thenAccept(Asked::giveUp);
      }
    }
  }

  @Override
  public List<List<String>> request(EvaluatorSession session, String word, List<String> arguments) {
    Answer answer =
        answer(REQUEST_PATIENCE, "request", session.namespace(), word, PythonArray.of(arguments));
    return switch (answer.word()) {
      case "ok" -> answer.rows();
      case "refused" -> throw new BadArgumentException(answer.rows().getFirst().getFirst());
      case "timeout" ->
          throw new NoAnswerException(
              "Python has not answered within %d s: it is busy, or a __repr__ does not end"
                  .formatted(REQUEST_PATIENCE.toSeconds()));
      default ->
          throw new NoAnswerException(
              answer.rows().isEmpty() ? answer.word() : answer.rows().getFirst().getFirst());
    };
  }

  private void onThreadOfItsOwn(Runnable task) {
    if (!scheduler.blocking().execute(task)) {
      throw new NodeFailedException("no thread is left that could ask Python");
    }
  }

  private <T> CompletableFuture<T> inPython(java.util.function.Supplier<T> question) {
    return CompletableFuture.supplyAsync(() -> bridge.inContext(question), service);
  }

  @Override
  public CompletableFuture<LocalProcess> startEvaluator(EvaluatorSession session) {
    return inPython(() -> bridge.newEvaluator(session))
        .thenApply(
            coroutine -> {
              LocalProcess process =
                  LocalProcess.create(scheduler, 0, ProcessKind.COROUTINE, coroutine, false);
              if (process == null) {
                throw new NodeFailedException("the process table is full");
              }
              process.setLabel("shell", "shell");
              Exits.listen(
                  process,
                  (dead, reason, origin, left) -> {
                    evaluators.remove(dead);
                    session.evaluatorDied(dead, reason, origin, left);
                  });
              evaluators.add(process);
              session.adopt(process);
              if (preceding) {
                process.setPriority(Priority.HIGH);
              }
              main.adopt(process);
              RunState.start(process);
              return process;
            });
  }

  @Override
  public boolean interrupt(LocalProcess evaluator) {
    if (main.leavesInterrupts(evaluator) || main.program().signals().arrived("INT")) {
      return false;
    }
    scheduler.interrupt(evaluator);
    return true;
  }

  @Override
  public void shutDown(LocalProcess evaluator) {
    Signals.deliver(evaluator, new Signal.Exit(null, ExitReason.SHUTDOWN, false));
    scheduler.unwindRunning(evaluator);
  }

  @Override
  public void kill(LocalProcess evaluator) {
    Signals.deliver(evaluator, new Signal.Exit(null, ExitReason.KILL, false));
  }

  /**
   * Begins the imports that a prompt needs later, unless they have begun. A future keeps the
   * exception: the node may end meanwhile.
   */
  private synchronized CompletableFuture<?> preload() {
    CompletableFuture<?> begun = preloaded;
    if (begun == null) {
      begun = CompletableFuture.supplyAsync(() -> bridge.inContext(bridge::preload), service);
      preloaded = begun;
    }
    return begun;
  }

  private void preloadIfOpen() {
    try {
      var _ = preload();
    } catch (RejectedExecutionException _) {
      // the node has been closed
    }
  }

  @Override
  public List<Completion> complete(EvaluatorSession session, String text, Duration budget) {
    try {
      var _ = preload(); // the first Tab may come before the delay is over
      Future<List<Completion>> answer =
          service.submit(() -> bridge.inContext(() -> bridge.complete(session, text)));
      boolean isFirst = !hasCompleted && budget.compareTo(FIRST_PATIENCE) < 0;
      long millis = (isFirst ? FIRST_PATIENCE : budget).toMillis();
      List<Completion> found = answer.get(millis, TimeUnit.MILLISECONDS);
      hasCompleted = true;
      return found;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException _) {
      return List.of();
    }
  }

  @Override
  public Map<String, Pid> processVariables(EvaluatorSession session) {
    return values.processes(session);
  }

  @Override
  public String ask(EvaluatorSession session, String question) {
    return inPython(() -> bridge.ask(session, question)).join();
  }

  @Override
  public String where(LocalProcess evaluator) {
    RuntimeThread thread = scheduler.threadOf(evaluator);
    return thread == null ? values.where(evaluator) : bridge.where(thread, evaluator);
  }

  @Override
  public String describe(LocalProcess process) {
    return process + " " + ShownProcess.names(process).display();
  }

  @Override
  public void close() {
    open.forEach(EvaluatorSession::close);
    service.shutdownNow();
  }
}
