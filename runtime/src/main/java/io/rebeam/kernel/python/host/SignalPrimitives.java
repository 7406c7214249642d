package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.timer.TimerService;
import io.rebeam.program.SignalTable;
import io.rebeam.program.SignalTable.Disposition;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The primitives for signals of the operating system and for the end of the program. */
final class SignalPrimitives {
  private static final String ALARM = "ALRM";

  private final MainProcess main;
  private final SignalTable signals;
  private final TimerService timers;

  // guarded by this
  private TimerService.@Nullable Timer alarm;
  private long alarmInterval;

  SignalPrimitives(MainProcess main, TimerService timers) {
    this.main = main;
    this.signals = main.program().signals();
    this.timers = timers;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("is_main", _ -> main.is(RuntimeThread.currentProcess()));
    primitives.cold("main_process", _ -> Callbacks.orNone(main.process()));
    primitives.cold(
        "disposition", a -> signals.disposition(text(a[0])).name().toLowerCase(Locale.ROOT));
    primitives.cold("set_disposition", this::set);
    primitives.cold("raise_signal", this::raise);
    primitives.cold("take_signal", _ -> Callbacks.orNone(signals.takePending()));
    primitives.cold("resume_wait", none(_ -> RunState.resumeWait(currentProcess())));
    primitives.cold("set_alarm", this::setAlarm);
    primitives.cold("interrupt_main", none(_ -> main.interrupt()));
    primitives.cold("exit_now", none(this::exitNow));
  }

  /** {@code set_disposition(name, disposition)}: None, or why that cannot be. */
  private Object set(Object[] a) {
    try {
      signals.set(text(a[0]), Disposition.valueOf(text(a[1]).toUpperCase(Locale.ROOT)));
      return PNone.NONE;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** {@code raise_signal(name)}: None, or why that cannot be. */
  private Object raise(Object[] a) {
    try {
      signals.raise(text(a[0]));
      return PNone.NONE;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static LocalProcess currentProcess() {
    return Objects.requireNonNull(RuntimeThread.currentProcess());
  }

  /**
   * {@code set_alarm(first, interval)}: raises ALRM after so many nanoseconds, and then again and
   * again if the interval is not 0; never, if the first is 0. With a negative first nothing
   * changes. Gives what was left of the old one, and its interval.
   */
  private synchronized Object setAlarm(Object[] a) {
    long first = PythonContext.integer(a[0]);
    long left = alarm == null ? 0 : Math.max(0, timers.read(alarm));
    var old = new PythonArray(left, left == 0 ? 0L : alarmInterval);
    if (first >= 0) {
      if (alarm != null) {
        var _ = timers.cancel(alarm);
      }
      alarmInterval = PythonContext.integer(a[1]);
      alarm = first == 0 ? null : timers.schedule(first, this::ring);
    }
    return old;
  }

  private void ring() {
    synchronized (this) {
      alarm = alarmInterval == 0 ? null : timers.schedule(alarmInterval, this::ring);
    }
    signals.raise(ALARM);
  }

  /** {@code exit_now(code)}: ends the program. */
  private void exitNow(Object[] a) {
    main.program().exit().accept((int) PythonContext.integer(a[0]));
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }
}
