package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.python.primitive.Wait;
import io.rebeam.kernel.scheduler.AsyncioLoop;
import io.rebeam.kernel.scheduler.LoopUser;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.RuntimeThread;
import java.util.concurrent.TimeUnit;

/** The primitives with which {@code _host/asyncio_loop.py} ties asyncio's loop to processes. */
final class LoopPrimitives {
  private static final long NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Caller caller;

  LoopPrimitives(Caller caller) {
    this.caller = caller;
  }

  private AsyncioLoop loop() {
    return caller.scheduler().loop();
  }

  void addTo(PrimitiveTable primitives) {
    addGate(primitives);
    addProcesses(primitives);
  }

  private void addGate(PrimitiveTable primitives) {
    primitives.cold("start_loop", none(_ -> loop().start()));
    primitives.cold("loop_is_over", _ -> loop().isOver());
    primitives.cold("in_coroutine", _ -> loop().inCoroutine());
    primitives.cold("is_inside_loop", _ -> loop().isInside());
    primitives.cold("enter_loop", none(_ -> loop().enter()));
    primitives.cold("leave_loop", none(_ -> loop().leave()));
    primitives.cold("await_select_end", _ -> loop().awaitSelectEnd());
    primitives.cold("next_loop_step", _ -> Callbacks.orNone(loop().next()));
    primitives.cold("next_left_behind", _ -> Callbacks.orNone(loop().pollLeft()));
  }

  private void addProcesses(PrimitiveTable primitives) {
    primitives.cold("current_process", _ -> Callbacks.orNone(caller.processOrNull()));
    primitives.cold(
        "use_loop", none(a -> loop().addUser(process(), new LoopUser(a[0], (boolean) a[1]))));
    primitives.cold("loop_user", _ -> loopUser());
    primitives.cold("stop_using_loop", none(_ -> process().setLoopUser(null)));
    primitives.cold("coroutine_of_current", _ -> Callbacks.orNone(process().coroutine()));
    primitives.cold("begin_loop_wait", _ -> beginWait());
    primitives.cold("give_turn", none(_ -> RunState.waitFor(process(), WaitMode.YIELD)));
    primitives.cold(
        "grace_seconds",
        _ -> caller.scheduler().termination().gracePeriod().toNanos() / (double) NANOS_A_SECOND);
    primitives.cold("current_wait", a -> Wait.current((LocalProcess) a[0]));
    primitives.cold("run_for", this::runFor);
  }

  /** {@code loop_user()}: what steps the calling process in the loop, or None. */
  private Object loopUser() {
    LocalProcess process = caller.processOrNull();
    return process != null && process.loopUser() instanceof LoopUser user
        ? user.stepper()
        : PNone.NONE;
  }

  private static Object beginWait() {
    LocalProcess process = process();
    if (process.isDead()) {
      throw new ProcessKilled();
    }
    return Wait.begin(process, WaitMode.WAKE_UP);
  }

  /** {@code run_for(owner, job)}: whether there was a thread for it. The owner may be None. */
  private Object runFor(Object[] a) {
    LocalProcess owner = a[0] instanceof LocalProcess process ? process : null;
    return caller.scheduler().blocking().submit(owner, a[1]);
  }

  private static LocalProcess process() {
    LocalProcess process = RuntimeThread.currentProcess();
    if (process == null) {
      throw new IllegalStateException("the calling thread runs no process");
    }
    return process;
  }
}
