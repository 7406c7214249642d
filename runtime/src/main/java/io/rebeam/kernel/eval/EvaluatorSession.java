package io.rebeam.kernel.eval;

import io.rebeam.eval.Completion;
import io.rebeam.eval.EvalResult;
import io.rebeam.eval.PastInput;
import io.rebeam.eval.PythonError;
import io.rebeam.eval.Session;
import io.rebeam.kernel.handle.PythonHandle;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.process.Pid;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session: it owns bindings (the Python namespace), results and the counter, and replaces its
 * evaluator when that dies (ADR 8). The Python side holds this object as an opaque handle.
 */
public final class EvaluatorSession implements Session, PythonHandle {
  /** What a session needs of the node to work with its Python side. */
  public interface Backend {
    /**
     * Starts an evaluator process for the session; may run Python, so not on any caller's thread.
     */
    CompletableFuture<LocalProcess> startEvaluator(EvaluatorSession session);

    /** Interrupts the evaluator; false when the program handles or ignores that itself. */
    boolean interrupt(LocalProcess evaluator);

    /** Sends {@code shutdown} to the evaluator. */
    void shutDown(LocalProcess evaluator);

    /** Kills the evaluator. */
    void kill(LocalProcess evaluator);

    /** Candidates; empty when Python did not answer within the budget. */
    List<Completion> complete(EvaluatorSession session, String text, Duration budget);

    /** The variables whose value is a pid; never waits. */
    Map<String, Pid> processVariables(EvaluatorSession session);

    /** A piece of text the Python side keeps: {@code full_value}. */
    String ask(EvaluatorSession session, String question);

    /** The answer to a request of a command. */
    List<List<String>> request(EvaluatorSession session, String word, List<String> arguments);

    /** Where the evaluator is, {@code app.py:42}, or empty. */
    String where(LocalProcess evaluator);

    /** How a process is called, for reports. */
    String describe(LocalProcess process);
  }

  /** One thing to evaluate. */
  public record Input(boolean isCell, String source, String fileName, int firstLine, int number) {}

  private final Backend backend;
  private final Function<EvaluatorSession, Object> openNamespace;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock
  private final Queue<Input> inputs = new ArrayDeque<>();
  private final PastInputs past = new PastInputs();
  private @Nullable CompletableFuture<EvalResult> running;
  private @Nullable Input runningInput;
  private @Nullable LocalProcess waitingEvaluator;
  private int waitGeneration;
  private int cell = 1;
  private String lastTraceback = "";
  private Consumer<EvalResult.EvaluatorDied> listener = _ -> {};
  private Consumer<EvalResult.Exited> exitListener = _ -> {};

  /** The Python namespace and results; written once. */
  private volatile @Nullable Object namespace;

  private volatile @Nullable LocalProcess evaluator;
  private volatile boolean closed;

  /**
   * @param openNamespace makes the Python side of the session; called once, in the context
   */
  public EvaluatorSession(Backend backend, Function<EvaluatorSession, Object> openNamespace) {
    this.backend = backend;
    this.openNamespace = openNamespace;
  }

  /** Makes the Python side and the first evaluator. Waits for Python. */
  public void open() {
    backend.startEvaluator(this).join();
  }

  /** The Python side. Called in the context. */
  public Object namespace() {
    Object made = namespace;
    if (made == null) {
      made = openNamespace.apply(this);
      namespace = made;
    }
    return made;
  }

  /** Takes the evaluator the backend has made, before it first runs. */
  public void adopt(LocalProcess process) {
    evaluator = process;
  }

  // ---- Session ----

  @Override
  public Pid evaluator() {
    return new Pid(current().serial());
  }

  private LocalProcess current() {
    LocalProcess process = evaluator;
    if (process == null) {
      throw new IllegalStateException("the session has not been opened");
    }
    return process;
  }

  @Override
  public int nextCell() {
    lock.lock();
    try {
      return cell;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<EvalResult> evaluate(String source) {
    return submit(number -> new Input(true, source, "<" + number + ">", 1, number));
  }

  @Override
  public CompletableFuture<EvalResult> run(String source, String fileName, int firstLine) {
    return submit(number -> new Input(false, source, fileName, firstLine, number));
  }

  private CompletableFuture<EvalResult> submit(Function<Integer, Input> input) {
    CompletableFuture<EvalResult> result = new CompletableFuture<>();
    LocalProcess waiting;
    int generation;
    lock.lock();
    try {
      if (running != null) {
        throw new IllegalStateException("an input is being evaluated");
      }
      running = result;
      runningInput = input.apply(cell);
      inputs.add(runningInput);
      waiting = waitingEvaluator;
      generation = waitGeneration;
      waitingEvaluator = null;
    } finally {
      lock.unlock();
    }
    if (waiting != null) {
      RunState.wakeUp(waiting, generation);
    }
    return result;
  }

  @Override
  public boolean interrupt() {
    if (takeInput() != null) {
      return interrupted(); // the evaluator had not begun
    }
    return isRunning() && backend.interrupt(current());
  }

  @Override
  public CompletableFuture<?> shutDownEvaluator() {
    CompletableFuture<EvalResult> result;
    lock.lock();
    try {
      result = running;
    } finally {
      lock.unlock();
    }
    if (result == null) {
      return CompletableFuture.completedFuture(null);
    }
    backend.shutDown(current());
    return result.copy();
  }

  @Override
  public void killEvaluator() {
    backend.kill(current());
  }

  @Override
  public String where() {
    return isRunning() ? backend.where(current()) : "";
  }

  private boolean isRunning() {
    lock.lock();
    try {
      return running != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Completion> complete(String textBeforeCursor, Duration budget) {
    return backend.complete(this, textBeforeCursor, budget);
  }

  @Override
  public Map<String, Pid> processVariables() {
    return backend.processVariables(this);
  }

  @Override
  public String fullLastValue() {
    return backend.ask(this, "full_value");
  }

  @Override
  public List<PastInput> inputs() {
    lock.lock();
    try {
      return past.all();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<List<String>> request(String word, List<String> arguments) {
    return backend.request(this, word, arguments);
  }

  @Override
  public String lastTraceback() {
    lock.lock();
    try {
      return lastTraceback;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onEvaluatorDied(Consumer<EvalResult.EvaluatorDied> newListener) {
    lock.lock();
    try {
      listener = newListener;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onExited(Consumer<EvalResult.Exited> newListener) {
    lock.lock();
    try {
      exitListener = newListener;
    } finally {
      lock.unlock();
    }
  }

  /** No evaluator is started any more. */
  public void close() {
    closed = true;
  }

  // ---- the evaluator's side, called from Python ----

  /** The next input, or null: then the evaluator calls {@link #expectInput} and suspends. */
  public @Nullable Input takeInput() {
    lock.lock();
    try {
      return inputs.poll();
    } finally {
      lock.unlock();
    }
  }

  /** The evaluator is about to wait for an input, with the wait numbered {@code generation}. */
  public void expectInput(LocalProcess process, int generation) {
    boolean already;
    lock.lock();
    try {
      already = !inputs.isEmpty();
      waitingEvaluator = already ? null : process;
      waitGeneration = generation;
    } finally {
      lock.unlock();
    }
    if (already) {
      RunState.wakeUp(process, generation);
    }
  }

  public boolean value(String text, boolean truncated) {
    return done(input -> new EvalResult.Value(input.number(), text, truncated), true);
  }

  public boolean noValue() {
    return done(input -> new EvalResult.NoValue(input.number()), true);
  }

  public boolean raised(String type, String message, String brief, String full) {
    lock.lock();
    lastTraceback = full;
    lock.unlock();
    return done(_ -> new EvalResult.Raised(new PythonError(type, message, brief, full)), true);
  }

  public boolean interrupted() {
    return done(_ -> new EvalResult.Interrupted(), false);
  }

  public boolean exited(int code, @Nullable String message) {
    var exited = new EvalResult.Exited(code, Optional.ofNullable(message));
    if (done(_ -> exited, false)) {
      return true;
    }
    Consumer<EvalResult.Exited> to;
    lock.lock();
    to = exitListener;
    lock.unlock();
    to.accept(exited);
    return false;
  }

  private boolean done(Function<Input, EvalResult> result, boolean counts) {
    CompletableFuture<EvalResult> future;
    EvalResult outcome;
    lock.lock();
    try {
      future = running;
      Input input = runningInput;
      running = null;
      runningInput = null;
      if (future == null || input == null) {
        return false;
      }
      inputs.remove(input);
      outcome = result.apply(input);
      if (input.isCell()) {
        boolean succeeded =
            outcome instanceof EvalResult.Value || outcome instanceof EvalResult.NoValue;
        past.add(new PastInput(input.number(), input.source(), succeeded));
      }
      if (counts && input.isCell()) {
        cell++;
      }
    } finally {
      lock.unlock();
    }
    future.complete(outcome);
    return true;
  }

  // ---- death and replacement ----

  /**
   * The evaluator has died: another is started, and the end is the result of the input that is
   * waited for.
   */
  public void evaluatorDied(
      LocalProcess dead, ExitReason reason, @Nullable LocalProcess origin, long mailboxLeft) {
    if (closed) {
      return;
    }
    lock.lock();
    waitingEvaluator = null;
    inputs.clear();
    lock.unlock();
    var _ =
        backend
            .startEvaluator(this)
            .thenAccept(fresh -> announce(death(dead, fresh, reason, origin, mailboxLeft)));
  }

  private void announce(EvalResult.EvaluatorDied death) {
    if (!done(_ -> death, false)) {
      Consumer<EvalResult.EvaluatorDied> to;
      lock.lock();
      to = listener;
      lock.unlock();
      to.accept(death);
    }
  }

  private EvalResult.EvaluatorDied death(
      LocalProcess dead,
      LocalProcess fresh,
      ExitReason reason,
      @Nullable LocalProcess origin,
      long mailboxLeft) {
    String cause =
        origin == null
            ? "exited: " + reason.text()
            : "exited because %s exited: %s".formatted(backend.describe(origin), reason.text());
    String mailbox =
        switch ((int) Math.min(mailboxLeft, 2)) {
          case 0 -> "mailbox";
          case 1 -> "mailbox (1 message)";
          default -> "mailbox (" + mailboxLeft + " messages)";
        };
    String report =
        "** %s (this shell) %s%n   shell is now %s; bindings kept; links, monitors, %s are gone"
            .formatted(dead, cause, fresh, mailbox);
    return new EvalResult.EvaluatorDied(
        new Pid(dead.serial()),
        new Pid(fresh.serial()),
        reason.text(),
        origin == null ? Optional.empty() : Optional.of(new Pid(origin.serial())),
        report);
  }
}
