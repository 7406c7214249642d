package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.eval.Completion;
import io.rebeam.eval.SessionOptions;
import io.rebeam.kernel.eval.EvaluatorSession;
import io.rebeam.kernel.history.Report;
import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The Python side of sessions and reports, called from Java by a thread that is in the context. */
public final class SessionBridge {
  private final PythonContext python;
  private final Callbacks callbacks;

  public SessionBridge(PythonContext python) {
    this.python = python;
    this.callbacks = python.callbacks();
  }

  /** Calls {@code question} in the context. */
  public <T> T inContext(Supplier<T> question) {
    python.enter();
    try {
      return question.get();
    } finally {
      python.leave();
    }
  }

  /** Makes the namespace of a session: its bindings, results and helpers. */
  public Object openNamespace(EvaluatorSession handle, SessionOptions options) {
    return callbacks.call(
        "open_session",
        handle,
        PythonArray.of(options.argv()),
        options.programPath(),
        options.programFolder(),
        PythonArray.of(options.path()),
        options.interactive());
  }

  /** The coroutine of a new evaluator for the session. */
  public Object newEvaluator(EvaluatorSession session) {
    return callbacks.call("evaluator", session.namespace());
  }

  public String pythonVersion() {
    return PythonContext.text(callbacks.call("python_version"));
  }

  /** A text the Python side of the session keeps. */
  public String ask(EvaluatorSession session, String question) {
    return PythonContext.text(callbacks.call("ask_session", session.namespace(), question));
  }

  /** Candidates for the text before the cursor. */
  public List<Completion> complete(EvaluatorSession session, String text) {
    List<Completion> candidates = new ArrayList<>();
    for (Object row : PythonArray.elements(callbacks.call("complete", session.namespace(), text))) {
      List<Object> fields = PythonArray.elements(row);
      candidates.add(
          new Completion(
              PythonContext.text(fields.get(0)),
              PythonContext.text(fields.get(1)),
              PythonContext.text(fields.get(2)),
              PythonContext.text(fields.get(3))));
    }
    return candidates;
  }

  /**
   * Publishes what is to be shown of a report.
   *
   * @param block one line or more, as it is to be written, without the last line break
   */
  public boolean publish(Report report, String block) {
    callbacks.call(
        "publish_report",
        report.logger(),
        block,
        report.subject(),
        report.serial(),
        report.name(),
        Callbacks.orNone(report.details()));
    return true;
  }

  /** Publishes a line about reports that were only counted. */
  public boolean publish(String line) {
    callbacks.call(
        "publish_report", RuntimeEvents.Log.CRASH.loggerName(), line, line, 0, "", PNone.NONE);
    return true;
  }

  /** Imports what a prompt needs sooner or later: completion, tracebacks, awaits. */
  public boolean preload() {
    callbacks.call("preload");
    return true;
  }

  /** Where {@code thread} is in Python now, {@code app.py:42}; empty when it cannot be told. */
  public String where(RuntimeThread thread, LocalProcess process) {
    return python.where(thread, process);
  }
}
