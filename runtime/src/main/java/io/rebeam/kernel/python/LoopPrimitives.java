package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.scheduler.AsyncioLoop;
import io.rebeam.kernel.scheduler.LoopUser;
import io.rebeam.kernel.scheduler.ProcessKilled;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.scheduler.Scheduler;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The primitives with which {@code _host/asyncio_entry.py} ties asyncio's loop to processes. */
final class LoopPrimitives {
  private static final long NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Scheduler scheduler;
  private final AsyncioLoop loop;

  LoopPrimitives(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.loop = scheduler.loop();
  }

  void addTo(Map<String, Primitive.Body> primitives) {
    addGate(primitives);
    addProcesses(primitives);
  }

  private void addGate(Map<String, Primitive.Body> primitives) {
    cold(
        primitives,
        "start_loop",
        _ -> {
          loop.start();
          return PNone.NONE;
        });
    cold(primitives, "loop_is_over", _ -> loop.isOver());
    cold(primitives, "in_coroutine", _ -> loop.inCoroutine());
    cold(primitives, "is_inside_loop", _ -> loop.isInside());
    cold(
        primitives,
        "enter_loop",
        _ -> {
          loop.enter();
          return PNone.NONE;
        });
    cold(
        primitives,
        "leave_loop",
        _ -> {
          loop.leave();
          return PNone.NONE;
        });
    cold(primitives, "await_select_end", _ -> loop.awaitSelectEnd());
    cold(primitives, "next_loop_step", _ -> Callbacks.orNone(loop.next()));
    cold(primitives, "next_left_behind", _ -> Callbacks.orNone(loop.pollLeft()));
  }

  private void addProcesses(Map<String, Primitive.Body> primitives) {
    cold(primitives, "current_process", _ -> Callbacks.orNone(RuntimeThread.currentProcess()));
    cold(
        primitives,
        "use_loop",
        a -> {
          loop.addUser(process(), new LoopUser(a[0], (boolean) a[1]));
          return PNone.NONE;
        });
    cold(
        primitives,
        "loop_user",
        _ ->
            RuntimeThread.currentProcess() instanceof LocalProcess process
                    && process.loopUser() instanceof LoopUser user
                ? user.stepper()
                : PNone.NONE);
    cold(
        primitives,
        "stop_using_loop",
        _ -> {
          process().setLoopUser(null);
          return PNone.NONE;
        });
    cold(primitives, "coroutine_of_current", _ -> Callbacks.orNone(process().coroutine()));
    cold(
        primitives,
        "begin_loop_wait",
        _ -> {
          LocalProcess process = process();
          if (process.isDead()) {
            throw new ProcessKilled();
          }
          return Wait.begin(process, WaitMode.WAKE_UP);
        });
    cold(
        primitives,
        "give_turn",
        _ -> {
          RunState.waitFor(process(), WaitMode.YIELD);
          return PNone.NONE;
        });
    cold(
        primitives,
        "grace_seconds",
        _ -> scheduler.termination().gracePeriod().toNanos() / (double) NANOS_A_SECOND);
    cold(primitives, "current_wait", a -> Wait.current((LocalProcess) a[0]));
    cold(
        primitives,
        "run_for",
        a -> scheduler.blocking().submit(a[0] instanceof LocalProcess owner ? owner : null, a[1]));
  }

  private static void cold(
      Map<String, Primitive.Body> primitives, String name, Primitive.Body body) {
    primitives.put(name, body);
  }

  private static LocalProcess process() {
    LocalProcess process = RuntimeThread.currentProcess();
    if (process == null) {
      throw new IllegalStateException("the calling thread runs no process");
    }
    return process;
  }
}
