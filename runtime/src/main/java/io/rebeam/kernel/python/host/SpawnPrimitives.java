package io.rebeam.kernel.python.host;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.Links;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Monitors;
import io.rebeam.kernel.process.Names;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.HotPrimitive;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.kernel.signal.ExitReason;
import org.jspecify.annotations.Nullable;

/** The primitives that start processes. */
final class SpawnPrimitives {
  // Why there is no process; the library has the same words.
  private static final Object SYSTEM_LIMIT = PythonContext.pythonText("system_limit");
  private static final Object THREAD_LIMIT = PythonContext.pythonText("thread_limit");
  private static final Object NAME_TAKEN = PythonContext.pythonText("name_taken");

  private final Caller caller;

  SpawnPrimitives(Caller caller) {
    this.caller = caller;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.hot(new Spawn());
    primitives.warm(
        "spawn_options",
        SpawnRequest.PARAMETERS,
        a -> spawn(SpawnRequest.of(a)),
        SpawnRequest.defaults());
  }

  /** {@code spawn(coroutine)}: the plain form. */
  private final class Spawn extends HotPrimitive {
    Spawn() {
      super("spawn", 1, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      LocalProcess child =
          create(caller().livingOrNull(), ProcessKind.COROUTINE, arguments[0], false);
      if (child == null) {
        return SYSTEM_LIMIT;
      }
      announce(child);
      RunState.start(child);
      return child;
    }
  }

  private @Nullable LocalProcess create(
      @Nullable LocalProcess parent, ProcessKind kind, Object body, boolean trapExit) {
    LocalProcess child =
        LocalProcess.create(
            caller.scheduler(), parent == null ? 0 : parent.serial(), kind, body, trapExit);
    if (child != null && Thread.currentThread() instanceof RuntimeThread thread) {
      thread.inheritVariables(child);
    }
    return child;
  }

  /** A process is about to start, and all that is known of it is set. */
  private void announce(LocalProcess child) {
    Kernel kernel = caller.kernel();
    kernel.observer().spawned(child);
  }

  /**
   * The process, or (process, monitor reference), or a string that says why there is no process.
   */
  private Object spawn(SpawnRequest request) {
    LocalProcess parent = caller.livingOrNull();
    LocalProcess child = create(parent, request.kind(), request.body(), request.trapsExits());
    if (child == null) {
      return SYSTEM_LIMIT;
    }
    String name = request.name();
    if (name != null && Names.register(child, name) != Names.Registration.DONE) {
      Exits.finish(child, ExitReason.UNBORN);
      return NAME_TAKEN;
    }
    request.settings().applyTo(child, parent);
    announce(child);
    return start(parent, child, request);
  }

  private Object start(@Nullable LocalProcess parent, LocalProcess child, SpawnRequest request) {
    if (parent != null && request.links() && !Links.linkNewborn(parent, child)) {
      Exits.finish(child, ExitReason.UNBORN);
      caller.stopIfExiting(parent);
    }
    long ref = parent != null && request.monitors() ? Monitors.monitorNewborn(parent, child) : 0;
    switch (request.kind()) {
      case COROUTINE -> RunState.start(child);
      case BLOCKING -> {
        if (!caller.scheduler().blocking().start(child, request.body())) {
          if (parent != null) {
            Links.unlink(parent, child);
            Monitors.demonitor(parent, ref);
          }
          Exits.finish(child, ExitReason.UNBORN);
          return THREAD_LIMIT;
        }
      }
    }
    return ref == 0 ? child : new PythonArray(child, ref);
  }
}
