package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.history.EndedProcess;
import io.rebeam.history.History;
import io.rebeam.history.LoggedCause;
import io.rebeam.kernel.history.ReportLog;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import io.rebeam.process.Pid;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The primitives with which Python tells of crashes and asks for what has happened. */
final class HistoryPrimitives {
  private final Scheduler scheduler;
  private final Kernel kernel;
  private final History history;

  HistoryPrimitives(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.kernel = scheduler.kernel();
    this.history = new NodeHistory(kernel);
  }

  void addTo(Map<String, Primitive.Body> primitives) {
    primitives.put("keep_report", this::keepReport);
    primitives.put(
        "ended_processes", _ -> PythonArray.of(history.ended().stream().map(this::row).toList()));
    primitives.put(
        "logged_causes", _ -> PythonArray.of(history.log().stream().map(this::row).toList()));
  }

  /** {@code keep_report(logger, type, place, name, headline, text)}, of the current process. */
  private Object keepReport(Object[] a) {
    LocalProcess process =
        Thread.currentThread() instanceof RuntimeThread thread ? thread.current() : null;
    kernel
        .reports()
        .add(
            new ReportLog.Report(
                text(a[0]),
                text(a[1]),
                text(a[2]),
                process == null ? 0 : process.serial(),
                text(a[3]),
                text(a[4]),
                text(a[5])),
            kernel.ticker().nanos());
    return PNone.NONE;
  }

  private PythonArray row(EndedProcess end) {
    return new PythonArray(
        process(end.pid()),
        Callbacks.orNone(end.names().registered()),
        Callbacks.orNone(end.names().label()),
        end.names().initialCall(),
        process(end.parent()),
        end.reason(),
        end.abnormal(),
        end.origin().kind().word(),
        process(end.origin().pid()),
        end.lifetime().toNanos(),
        end.messagesLeft(),
        end.ago().toNanos());
  }

  private PythonArray row(LoggedCause cause) {
    return new PythonArray(
        cause.number(),
        cause.logger(),
        cause.type(),
        cause.place(),
        cause.count(),
        cause.first().toNanos(),
        cause.last().toNanos(),
        process(cause.lastPid()),
        cause.headline(),
        cause.report());
  }

  /** What stands for a process, alive or not; None for null. */
  private Object process(@Nullable Pid pid) {
    if (pid == null) {
      return PNone.NONE;
    }
    LocalProcess process = kernel.table().get(pid.serial());
    return process != null ? process : LocalProcess.dead(scheduler, pid.serial());
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
