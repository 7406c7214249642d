package io.rebeam.kernel.python.host;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Names;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.primitive.Arguments;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;

/** The primitives of registered names. */
final class NamePrimitives {
  private final Caller caller;

  NamePrimitives(Caller caller) {
    this.caller = caller;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("register", this::register);
    primitives.cold("unregister", this::unregister);
    primitives.warm(
        "whereis", 1, a -> Callbacks.orNone(caller.kernel().names().whereis(Arguments.text(a[0]))));
    primitives.cold("registered", _ -> PythonArray.of(caller.kernel().names().registered()));
  }

  /** {@code register(name, process)}: how it went, in words of {@code Names.Registration}. */
  private Object register(Object[] a) {
    caller.livingOrNull();
    Names.Registration outcome = Names.register((LocalProcess) a[1], Arguments.text(a[0]));
    if (outcome == Names.Registration.NO_PROCESS) {
      caller.livingOrNull(); // it may be the caller that has ended
    }
    return outcome.name();
  }

  private Object unregister(Object[] a) {
    caller.livingOrNull();
    String name = Arguments.text(a[0]);
    LocalProcess holder = caller.kernel().names().whereis(name);
    return holder != null && Names.unregister(holder, name);
  }
}
