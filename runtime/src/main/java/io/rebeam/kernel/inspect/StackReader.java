package io.rebeam.kernel.inspect;

import io.rebeam.inspect.Inspector;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.StackView;
import io.rebeam.inspect.StackView.Source;
import io.rebeam.kernel.inspect.StackSource.StackAnswer;
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

  private final StackSource source;

  StackReader(StackSource source) {
    this.source = source;
  }

  private record Question(
      LiveRow row,
      @Nullable RuntimeThread thread,
      @Nullable CompletableFuture<StackAnswer> answer) {}

  List<StackView> read(List<LiveRow> rows) {
    List<Question> questions = new ArrayList<>();
    for (LiveRow row : rows) {
      RuntimeThread thread = threadOf(row.process());
      questions.add(new Question(row, thread, thread == null ? null : source.stackAt(thread)));
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
    if (!(source.lockOwner() instanceof RuntimeThread owner) || owner == Thread.currentThread()) {
      return null;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Inspector.STACK_MILLIS);
    StackAnswer answer = await(source.stackAt(owner), deadline);
    return answer == null && source.lockOwner() == owner ? owner : null;
  }

  /** The innermost builtin that a thread is in; empty for none. */
  String builtin(Thread thread) {
    return source.builtin(thread);
  }

  /** What is computed without the interpreter lock now. */
  List<NodeLoad.Computation> computations() {
    return source.computations();
  }

  private @Nullable RuntimeThread threadOf(LocalProcess process) {
    return RunState.isRunning(process) || process.isBlocking() ? source.threadOf(process) : null;
  }

  private StackView stack(Question question, long deadline) {
    LiveRow row = question.row;
    LocalProcess process = row.process();
    if (question.answer != null && question.thread != null) {
      StackAnswer answer = await(question.answer, deadline);
      if (answer == null) {
        List<String> host = source.hostFrames(question.thread);
        return view(row, Source.NO_ANSWER, source.waiting(process), host);
      }
      if (answer.process() == process) {
        return view(row, Source.EXACT, answer.frames().get(), List.of());
      }
    }
    Source found = RunState.isRunnable(process) ? Source.LAST_WAIT : Source.WAITING;
    return view(row, found, source.waiting(process), List.of());
  }

  private static StackView view(
      LiveRow row, Source found, List<StackView.Frame> frames, List<String> host) {
    Duration held = Duration.ofNanos(row.process().host().runningNanos(row.process()));
    return new StackView(row.summary(), found, frames, host, held);
  }

  private @Nullable StackAnswer await(CompletableFuture<StackAnswer> answer, long deadline) {
    if (Thread.currentThread() instanceof RuntimeThread) {
      // Safepoint actions must reach this thread too: another may wait for its stack.
      source.blocked(
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
