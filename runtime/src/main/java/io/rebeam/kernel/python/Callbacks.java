package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Python functions that the runtime calls, by name. They are registered while the library is
 * booted. To be called only by a thread that has entered the context; what they raise comes out as
 * it is, so that a primitive that calls one raises that very exception.
 */
public final class Callbacks {
  private final Map<String, Object> functions = new ConcurrentHashMap<>();

  public void register(String name, Object function) {
    functions.put(name, function);
  }

  /** The registered object itself. */
  public Object get(String name) {
    Object function = functions.get(name);
    if (function == null) {
      throw new IllegalStateException("the Python library has not registered '" + name + "'");
    }
    return function;
  }

  /** Calls the function registered as {@code name}. */
  public Object call(String name, Object... arguments) {
    return execute(get(name), arguments);
  }

  public static Object execute(Object function, Object... arguments) {
    try {
      return InteropLibrary.getUncached().execute(function, arguments);
    } catch (UnsupportedTypeException | ArityException | UnsupportedMessageException e) {
      throw new IllegalStateException("a Python callback refused its arguments", e);
    }
  }

  /** Python's {@code None} for null. */
  public static Object orNone(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? PNone.NONE : value;
  }
}
