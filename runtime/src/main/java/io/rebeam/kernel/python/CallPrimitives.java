package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.AliasMode;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Monitors;
import io.rebeam.kernel.process.Receive;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.timer.TimerService;

/**
 * The primitives of requests: a monitor whose reference is an alias for one reply, and the wait for
 * that reply (semantics J40). The message itself is sent as any other.
 */
final class CallPrimitives {
  /** What the primitives need of the host module. */
  interface Host {
    /** The calling process; raises outside of one. */
    LocalProcess current();

    /** Raises what a process must raise whose end has come. */
    void stopIfExiting(LocalProcess process);

    /** The Python form of a message. */
    Object pythonForm(Message message);

    /** What stands for no message. */
    Object nothing();
  }

  private final Host host;
  private final TimerService timers;

  CallPrimitives(Host host, TimerService timers) {
    this.host = host;
    this.timers = timers;
  }

  void addTo(PrimitiveSink sink) {
    sink.add("begin_request", 1, this::beginRequest);
    sink.add("await_answer", 2, this::awaitAnswer);
    sink.add("take_answer", 2, this::takeAnswer);
  }

  /** {@code begin_request(process)}: a reference to send with the request. */
  private Object beginRequest(Object[] a) {
    return Monitors.monitor(
        host.current(), (LocalProcess) a[0], null, AliasMode.REPLY_DEMONITOR, null);
  }

  /** {@code await_answer(ref, nanos)}: the wait for its answer; nanos < 0 for no time limit. */
  private Object awaitAnswer(Object[] a) {
    LocalProcess process = host.current();
    host.stopIfExiting(process);
    Receive.rewind(process, ((Number) a[0]).longValue());
    Wait wait = Wait.begin(process, WaitMode.MESSAGE);
    long nanos = ((Number) a[1]).longValue();
    if (nanos >= 0) {
      wait.timer = timers.schedule(nanos, wait::end);
    }
    return wait;
  }

  /**
   * {@code take_answer(ref, wait)}: the answer, and the wait is over; None when its time is; or
   * NOTHING: then the caller has to suspend.
   */
  private Object takeAnswer(Object[] a) {
    LocalProcess process = host.current();
    host.stopIfExiting(process);
    if (RunState.mustSuspendFirst(process)) {
      return host.nothing();
    }
    Wait wait = (Wait) a[1];
    Message answer = Receive.takeAnswer(process, ((Number) a[0]).longValue());
    host.stopIfExiting(process);
    if (answer == null && !RunState.wasWoken(process, wait.generation)) {
      return host.nothing();
    }
    wait.over(timers);
    return answer == null ? PNone.NONE : host.pythonForm(answer);
  }
}
