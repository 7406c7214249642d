package io.rebeam.kernel.python.host;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.rebeam.kernel.inspect.ShownProcess;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.Handles;
import io.rebeam.kernel.python.primitive.HotPrimitive;
import io.rebeam.kernel.python.primitive.PrimitiveTable;

/** The primitives that tell one process from another, and the living from the dead. */
final class IdentityPrimitives {
  private final Caller caller;
  private final Handles handles;

  IdentityPrimitives(Caller caller, Handles handles) {
    this.caller = caller;
    this.handles = handles;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.hot(new SelfPid(caller));
    primitives.hot(new IsProcess(caller));
    primitives.warm("is_alive", 1, this::isAlive);
    primitives.cold("processes", _ -> PythonArray.of(caller.kernel().table().all()));
    primitives.cold("serial", a -> ((LocalProcess) a[0]).serial());
    primitives.cold("process_of_serial", a -> handles.of(Arguments.integer(a[0])));
    primitives.cold("was_spawned", a -> Arguments.integer(a[0]) <= caller.kernel().lastPid());
    primitives.cold("describe_process", a -> ShownProcess.names((LocalProcess) a[0]).display());
  }

  /** {@code self_pid()}. */
  private static final class SelfPid extends HotPrimitive {
    SelfPid(Caller caller) {
      super("self_pid", 0, caller);
    }

    @Override
    @TruffleBoundary(allowInlining = true)
    protected Object call(Object[] arguments) {
      LocalProcess process = caller().process();
      Object pid = process.pythonPid();
      return pid == null ? firstPid(process) : pid;
    }

    private Object firstPid(LocalProcess process) {
      Object pid = caller().callbacks().call("Pid", process);
      process.setPythonPid(pid);
      return pid;
    }
  }

  /** {@code is_process(value)}: whether it is what stands for a process. */
  private static final class IsProcess extends HotPrimitive {
    IsProcess(Caller caller) {
      super("is_process", 1, caller);
    }

    @Override
    protected Object call(Object[] arguments) {
      return arguments[0] instanceof LocalProcess;
    }
  }

  /** {@code is_alive(process)}; a process is alive to itself until its code has ended (A27). */
  private Object isAlive(Object[] a) {
    LocalProcess process = (LocalProcess) a[0];
    return process == caller.processOrNull() || process.isAlive();
  }
}
