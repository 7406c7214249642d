package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.HotPrimitive;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.python.primitive.Wait;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.timer.TimerService;

/** The primitives that run processes: their slices, their waits and the ends of their code. */
final class SchedulingPrimitives {
  private final Caller caller;
  private final TimerService timers;

  SchedulingPrimitives(Caller caller, TimerService timers) {
    this.caller = caller;
    this.timers = timers;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.hot(new NextStep(caller));
    primitives.hot(new FinishedNormally(caller));
    primitives.hot(new InBlockingProcess(caller));
    primitives.cold("code_ended", none(_ -> caller.scheduler().codeEnded()));
    primitives.cold("finished", none(this::finished));
    primitives.cold("is_exiting", _ -> caller.process().isExitingOrDead());
    primitives.cold("park_carrier", _ -> caller.scheduler().park());
    primitives.cold("park_process", none(_ -> parkProcess()));
    primitives.cold(
        "run_awaited", a -> caller.scheduler().blocking().submit(caller.process(), a[0]));
    primitives.warm("begin_wait", 2, this::beginWait);
    primitives.warm("wait_is_over", 1, this::waitIsOver);
    primitives.warm("end_wait", 1, this::endWait);
    primitives.warm("yield_slice", 0, _ -> yieldSlice());
    primitives.cold("end_other_wait", none(a -> ((Wait) a[0]).end()));
  }

  /** {@code next_step()}: the coroutine to step next, or None. */
  private static final class NextStep extends HotPrimitive {
    NextStep(Caller caller) {
      super("next_step", 0, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      Object step = caller().scheduler().next();
      return step == null ? PNone.NONE : step;
    }
  }

  /** {@code finished_normally()}: the current process's function has returned. */
  private static final class FinishedNormally extends HotPrimitive {
    FinishedNormally(Caller caller) {
      super("finished_normally", 0, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      caller().scheduler().finished(ExitReason.NORMAL);
      return PNone.NONE;
    }
  }

  /** {@code in_blocking_process()}: True on a blocking process's thread; raises outside. */
  private static final class InBlockingProcess extends HotPrimitive {
    InBlockingProcess(Caller caller) {
      super("in_blocking_process", 0, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      return caller().process().isBlocking();
    }
  }

  /** {@code finished(kind, term, text)}: the current process's code has ended with a reason. */
  private void finished(Object[] a) {
    ExitReason reason = Arguments.exitReason(a, 0);
    LocalProcess process = caller.process();
    if (process.isBlocking()) {
      Exits.finish(process, reason);
    } else {
      caller.scheduler().finished(reason);
    }
  }

  private void parkProcess() {
    LocalProcess process = caller.process();
    caller.scheduler().blocking().await(process);
    caller.stopIfExiting(process);
  }

  /** {@code begin_wait(for_messages, nanos)}: nanos < 0 for no timeout. */
  private Object beginWait(Object[] a) {
    LocalProcess process = caller.process();
    caller.stopIfExiting(process);
    Wait wait = Wait.begin(process, (boolean) a[0] ? WaitMode.MESSAGE : WaitMode.WAKE_UP);
    wait.endAfter(Arguments.integer(a[1]), timers);
    return wait;
  }

  /** {@code wait_is_over(wait)}: False also says that the coming suspension is for this wait. */
  private Object waitIsOver(Object[] a) {
    Wait wait = (Wait) a[0];
    LocalProcess process = caller.process();
    caller.stopIfExiting(process);
    RunState.waitFor(process, wait.mode);
    return RunState.wasWoken(process, wait.generation);
  }

  private Object endWait(Object[] a) {
    ((Wait) a[0]).over(timers);
    return PNone.NONE;
  }

  private Object yieldSlice() {
    LocalProcess process = caller.process();
    caller.stopIfExiting(process);
    RunState.waitFor(process, WaitMode.YIELD);
    return PNone.NONE;
  }
}
