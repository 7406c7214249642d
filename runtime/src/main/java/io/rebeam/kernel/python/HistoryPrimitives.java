package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.form.EventForms;
import io.rebeam.history.History;
import io.rebeam.kernel.eval.EvaluatorSession;
import io.rebeam.kernel.history.Report;
import io.rebeam.kernel.history.RuntimeEvents;
import io.rebeam.kernel.inspect.NodeHistory;
import io.rebeam.kernel.inspect.ShownProcess;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.code.LibraryCode;
import io.rebeam.kernel.python.code.Sources;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The primitives by which Python reports exceptions and reads the history of processes. */
public final class HistoryPrimitives {
  private final Kernel kernel;
  private final RuntimeEvents events;
  private final History history;
  private final Sources sources;
  private final FailureText failures;
  private final LibraryCode library;
  private final PythonRecords records;

  public HistoryPrimitives(
      Caller caller,
      Sources sources,
      FailureText failures,
      LibraryCode library,
      PythonRecords records) {
    this.records = records;
    this.library = library;
    this.sources = sources;
    this.failures = failures;
    this.kernel = caller.kernel();
    this.events = caller.node().events();
    this.history =
        new NodeHistory(
            kernel.ticker(), kernel.table(), caller.node().endings(), caller.node().reports());
  }

  public void addTo(PrimitiveTable primitives) {
    primitives.cold("report_crash", this::reportCrash);
    primitives.cold("report", this::report);
    primitives.cold("result_error", this::resultError);
    primitives.cold("failure_text", a -> failures.brief(Failure.of(a[0])));
    primitives.cold("failure_traceback", a -> failures.full(Failure.of(a[0])));
    primitives.cold(
        "keep_source",
        a -> {
          sources.keep(text(a[0]), text(a[1]));
          return PNone.NONE;
        });
    primitives.cold("is_own_file", a -> library.isOwn(text(a[0])));
    primitives.cold("write_error", a -> writeError(text(a[0])));
    primitives.cold("ended_processes", _ -> records.list(EventForms.ENDED, history.ended()));
    primitives.cold("logged_causes", _ -> records.list(EventForms.CAUSE, history.log()));
  }

  /** {@code report_crash(failure, reason)}, of the current process. */
  private Object reportCrash(Object[] a) {
    Failure failure = Failure.of(a[0]);
    LocalProcess process = RuntimeThread.currentProcess();
    if (process != null && process.isDead()) {
      return PNone.NONE; // it was killed, and no crash is the reason of its end
    }
    events.crashed(
        new Report(
            RuntimeEvents.Log.CRASH.loggerName(),
            failure.qualifiedName(),
            failures.place(failure),
            process == null ? 0 : process.serial(),
            process == null ? "" : Printable.lines(ShownProcess.names(process).display()),
            FailureText.cause(failure),
            () -> failures.brief(failure),
            a[1]));
    return PNone.NONE;
  }

  /**
   * {@code report(logger, kind, place, text, details)}, by the current process; its pid and name
   * come before the text. Reports of one logger, kind and place are folded. {@code details}: a
   * dict, or None.
   */
  private Object report(Object[] a) {
    LocalProcess process = RuntimeThread.currentProcess();
    String who = process == null ? "" : process + " " + ShownProcess.names(process).display() + " ";
    String whole = Printable.lines(who + text(a[3]));
    long serial = process == null ? 0 : process.serial();
    String headline = whole.lines().findFirst().orElse("");
    Object details = a[4] == PNone.NONE ? null : a[4];
    events.crashed(
        new Report(text(a[0]), text(a[1]), text(a[2]), serial, "", headline, () -> whole, details));
    return PNone.NONE;
  }

  /** {@code result_error(session, failure)}. */
  private Object resultError(Object[] a) {
    Failure failure = Failure.of(a[1]);
    return ((EvaluatorSession) a[0])
        .raised(failure.type(), failure.message(), failures.brief(failure), failures.full(failure));
  }

  /**
   * {@code write_error(text)}: writes where {@code sys.stderr} goes, whatever the program has done
   * to that; gives whether it could be written.
   */
  private static Object writeError(String text) {
    try {
      OutputStream err = com.oracle.graal.python.runtime.PythonContext.get(null).getEnv().err();
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
