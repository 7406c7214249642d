package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.Aliases;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Monitors;
import io.rebeam.kernel.process.Receive;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.MessageForms;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.python.primitive.Wait;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.timer.TimerService;

/**
 * The primitives of requests: a monitor whose reference is an alias for one reply, and the wait for
 * that reply (semantics J40). The message itself is sent as any other.
 */
final class CallPrimitives {
  private final Caller caller;
  private final MessageForms forms;
  private final TimerService timers;

  CallPrimitives(Caller caller, MessageForms forms, TimerService timers) {
    this.caller = caller;
    this.forms = forms;
    this.timers = timers;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.warm("begin_request", 1, this::beginRequest);
    primitives.warm("await_answer", 2, this::awaitAnswer);
    primitives.warm("take_answer", 2, this::takeAnswer);
  }

  /** {@code begin_request(process)}: a reference to send with the request. */
  private Object beginRequest(Object[] a) {
    return Monitors.monitor(
        caller.process(), (LocalProcess) a[0], null, Aliases.Mode.REPLY_DEMONITOR, null);
  }

  /** {@code await_answer(ref, nanos)}: the wait for its answer; nanos < 0 for no time limit. */
  private Object awaitAnswer(Object[] a) {
    LocalProcess process = caller.process();
    caller.stopIfExiting(process);
    Receive.rewind(process, ((Number) a[0]).longValue());
    Wait wait = Wait.begin(process, WaitMode.MESSAGE);
    wait.endAfter(((Number) a[1]).longValue(), timers);
    return wait;
  }

  /**
   * {@code take_answer(ref, wait)}: the answer, and the wait is over; None when its time is; or
   * NOTHING: then the caller has to suspend.
   */
  private Object takeAnswer(Object[] a) {
    LocalProcess process = caller.process();
    caller.stopIfExiting(process);
    if (RunState.mustSuspendFirst(process)) {
      return forms.nothing();
    }
    Wait wait = (Wait) a[1];
    Message answer = Receive.takeAnswer(process, ((Number) a[0]).longValue());
    caller.stopIfExiting(process);
    if (answer == null && !RunState.wasWoken(process, wait.generation)) {
      return forms.nothing();
    }
    wait.over(timers);
    return answer == null ? PNone.NONE : forms.toPython(answer);
  }
}
