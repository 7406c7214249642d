package io.rebeam.kernel.python;

import io.rebeam.inspect.Inspector;
import io.rebeam.inspect.StackView;
import io.rebeam.inspect.StackView.Source;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.scheduler.RuntimeThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Python stacks of processes: of a running one from its thread, at its next safepoint; of
 * others from their coroutines. All threads are asked first and waited for together then.
 */
final class StackReader {
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final PythonContext python;
  private final Sources sources;

  StackReader(PythonContext python, Sources sources) {
    this.python = python;
    this.sources = sources;
  }

  /** What a thread told: whom it runs, and its frames. */
  record Told(@Nullable LocalProcess process, List<Stacks.Place> places) {}

  private record Question(
      LiveRow row, @Nullable RuntimeThread thread, @Nullable CompletableFuture<Told> answer) {}

  List<StackView> read(List<LiveRow> rows) {
    List<Question> questions = new ArrayList<>();
    for (LiveRow row : rows) {
      RuntimeThread thread = threadOf(row.process());
      questions.add(new Question(row, thread, thread == null ? null : ask(thread)));
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Inspector.STACK_MILLIS);
    List<StackView> stacks = new ArrayList<>();
    for (Question question : questions) {
      stacks.add(stack(question, deadline));
    }
    return stacks;
  }

  /**
   * The thread that has the interpreter lock and does not come to a safepoint in the time that a
   * stack may take: it is in one call of a builtin. Null when there is none.
   */
  @Nullable RuntimeThread silentOwner() {
    if (!(python.lockOwner() instanceof RuntimeThread owner) || owner == Thread.currentThread()) {
      return null;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Inspector.STACK_MILLIS);
    Told told = await(python.ask(owner), deadline);
    return told == null && python.lockOwner() == owner ? owner : null;
  }

  private CompletableFuture<Told> ask(RuntimeThread thread) {
    return thread == Thread.currentThread()
        ? CompletableFuture.completedFuture(new Told(thread.current(), Stacks.here()))
        : python.ask(thread);
  }

  private @Nullable RuntimeThread threadOf(LocalProcess process) {
    return RunState.isRunning(process) || process.isBlocking() ? python.threadOf(process) : null;
  }

  private StackView stack(Question question, long deadline) {
    LiveRow row = question.row;
    LocalProcess process = row.process();
    if (question.answer != null && question.thread != null) {
      Told told = await(question.answer, deadline);
      if (told == null) {
        return view(
            row, Source.NO_ANSWER, Stacks.ofWaiting(process), Stacks.ofHost(question.thread));
      }
      if (told.process == process) {
        return view(row, Source.EXACT, told.places, List.of());
      }
    }
    Source source = RunState.isRunnable(process) ? Source.LAST_WAIT : Source.WAITING;
    return view(row, source, Stacks.ofWaiting(process), List.of());
  }

  private StackView view(LiveRow row, Source source, List<Stacks.Place> places, List<String> host) {
    Duration held = Duration.ofNanos(row.process().host().runningNanos(row.process()));
    return new StackView(row.summary(), source, Stacks.describe(places, sources), host, held);
  }

  private @Nullable Told await(CompletableFuture<Told> answer, long deadline) {
    if (Thread.currentThread() instanceof RuntimeThread) {
      // A process asks; so does perhaps somebody else, for this thread's stack.
      python.blocked(
          () -> {
            while (!answer.isDone() && System.nanoTime() - deadline < 0) {
              LockSupport.parkNanos(this, POLL_NANOS);
              if (Thread.interrupted()) {
                throw new InterruptedException();
              }
            }
          });
      return answer.getNow(null);
    }
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException _) {
      return null;
    }
  }
}
