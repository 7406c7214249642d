package io.rebeam.kernel.python.primitive;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The primitives of a context by name. Each is in one of three forms:
 *
 * <ul>
 *   <li>hot: a builtin function that the compiler inlines into the Python code that calls it; a
 *       class for each
 *   <li>warm: a builtin function that the compiler does not look into; the calling thread keeps the
 *       interpreter lock
 *   <li>cold: a foreign object; the interpreter lock is free while it runs
 * </ul>
 */
public final class PrimitiveTable {
  private final Caller caller;
  private final Map<String, Object> functions = new LinkedHashMap<>();

  public PrimitiveTable(Caller caller) {
    this.caller = caller;
  }

  /** What a primitive does that returns None. */
  @FunctionalInterface
  public interface Action {
    void perform(Object[] arguments);
  }

  /** The body of a primitive that returns None. */
  public static Primitive.Body none(Action action) {
    return arguments -> {
      action.perform(arguments);
      return PNone.NONE;
    };
  }

  public void hot(HotPrimitive primitive) {
    functions.put(primitive.getName(), primitive.function());
  }

  /**
   * @param arity how many arguments it takes, all of them positional
   */
  public void warm(String name, int arity, Primitive.Body body) {
    hot(new Warm(name, arity, caller, body));
  }

  /**
   * A warm primitive whose arguments may be given by name.
   *
   * @param defaults the values of its last parameters
   */
  public void warm(String name, List<String> parameters, Primitive.Body body, Object... defaults) {
    functions.put(name, new Warm(name, parameters, caller, body).function(defaults));
  }

  private static final class Warm extends HotPrimitive {
    private final Primitive.Body body;

    Warm(String name, int arity, Caller caller, Primitive.Body body) {
      super(name, arity, caller);
      this.body = body;
    }

    Warm(String name, List<String> parameters, Caller caller, Primitive.Body body) {
      super(name, parameters.stream(), caller);
      this.body = body;
    }

    @Override
    @TruffleBoundary
    protected Object call(Object[] arguments) {
      return body.call(arguments);
    }
  }

  public void cold(String name, Primitive.Body body) {
    functions.put(name, new Primitive(body, caller));
  }

  /** All of them by name. */
  public Map<String, Object> functions() {
    return functions;
  }
}
