package io.rebeam.kernel.python;

import com.oracle.truffle.api.interop.TruffleObject;
import io.rebeam.error.BadArgumentException;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Questions of a person that Python answers ({@code _shell/questions.py}). Each is answered by a
 * process of its own, so that one which takes long is like any busy process, and can be given up.
 */
public final class Questions {
  /**
   * What came of a question.
   *
   * @param word {@code ok}, or why there is no answer
   * @param rows texts
   */
  public record Answer(String word, List<List<String>> rows) {}

  /** A question under way. */
  public static final class Question implements TruffleObject {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    public void answer(Answer given) {
      answer.complete(given);
    }
  }

  /**
   * A question and the process that answers it.
   *
   * @param answer completed when that has ended at the latest
   */
  public record Asked(CompletableFuture<Answer> answer, LocalProcess process) {
    /** Ends the process, which cleans up. */
    public void giveUp() {
      Signals.deliver(process, new Signal.Exit(null, ExitReason.SHUTDOWN, false));
    }
  }

  /** Rows of texts, as Python has them. Called in the context. */
  public static List<List<String>> rows(Object rows) {
    return PythonArray.elements(rows).stream()
        .map(row -> PythonArray.elements(row).stream().map(PythonContext::text).toList())
        .toList();
  }

  private final Scheduler scheduler;
  private final Callbacks callbacks;

  public Questions(Scheduler scheduler, PythonContext python) {
    this.scheduler = scheduler;
    this.callbacks = python.callbacks();
  }

  /** Asks. Called in the context. */
  public Asked ask(String word, Object... arguments) {
    Question question = new Question();
    Object[] all = new Object[arguments.length + 2];
    all[0] = question;
    all[1] = word;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Object coroutine = callbacks.call("question", all);
    LocalProcess process =
        LocalProcess.create(scheduler, 0, ProcessKind.COROUTINE, coroutine, false);
    if (process == null) {
      throw new BadArgumentException("the process table is full");
    }
    scheduler.node().tracing().exempt(process);
    process.setLabel(":" + word, ":" + word);
    Exits.listen(
        process,
        (dead, reason, _, _) -> {
          question.answer(new Answer("failed", List.of(List.of(reason.text()))));
          scheduler.node().tracing().noLongerExempt(dead);
        });
    RunState.start(process);
    return new Asked(question.answer, process);
  }
}
