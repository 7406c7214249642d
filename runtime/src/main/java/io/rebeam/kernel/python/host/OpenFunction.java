package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.HotPrimitive;
import java.util.List;

/**
 * {@code open} as programs call it: GraalPy's own, which then has the library keep each file that
 * is written to, since GraalPy drops what such a file holds when it is never closed. A builtin
 * function, so that it has no frame in tracebacks and is no method where a class keeps it.
 */
final class OpenFunction extends HotPrimitive {
  private static final List<String> PARAMETERS =
      List.of("file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener");
  private static final int MODE = 1;

  private final Object original;

  OpenFunction(Object original, Caller caller) {
    super("open", PARAMETERS.stream(), caller);
    this.original = original;
  }

  /** The function that Python calls, with the defaults of the original. */
  Object withDefaults() {
    Object none = PNone.NONE;
    return function(PythonContext.pythonText("r"), -1, none, none, none, true, none);
  }

  @Override
  @TruffleBoundary
  protected Object call(Object[] arguments) {
    Object file = Callbacks.execute(original, arguments);
    if (PythonContext.text(arguments[MODE]).chars().anyMatch(c -> "wax+".indexOf(c) >= 0)) {
      caller().callbacks().call("file_opened", file);
    }
    return file;
  }
}
