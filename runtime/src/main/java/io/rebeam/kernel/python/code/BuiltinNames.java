package io.rebeam.kernel.python.code;

import com.oracle.graal.python.builtins.Builtin;
import com.oracle.graal.python.builtins.CoreFunctions;
import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which builtin of Python a thread is in, by its Java stack. Any thread. */
public final class BuiltinNames {
  private static final String BUILTINS = "com.oracle.graal.python.builtins.";
  private static final String REGEX = "com.oracle.truffle.regex.";
  private static final String NATIVE = "com.oracle.truffle.nfi.";

  private BuiltinNames() {}

  /** The innermost builtin, as {@code hashlib.pbkdf2_hmac} or {@code list.sort}; "" for none. */
  public static String of(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .map(BuiltinNames::nameOf)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  private static Optional<String> nameOf(StackTraceElement frame) {
    String name = frame.getClassName();
    if (name.startsWith(NATIVE)) {
      return Optional.of("native code");
    }
    if (name.startsWith(REGEX)) {
      return Optional.of("a regular expression");
    }
    if (!name.startsWith(BUILTINS)) {
      return Optional.empty();
    }
    try {
      Class<?> type = Class.forName(name, false, BuiltinNames.class.getClassLoader());
      return Optional.ofNullable(nameOf(type));
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty();
    }
  }

  /** By the annotations; of what implements an operator, by the names of the classes. */
  private static @Nullable String nameOf(Class<?> type) {
    for (Class<?> node = type; node != null; node = node.getSuperclass()) {
      Builtin builtin = node.getAnnotation(Builtin.class);
      Class<?> of = node.getEnclosingClass();
      if (builtin != null) {
        return qualified(of, builtin.name());
      }
      if (of != null
          && of.isAnnotationPresent(CoreFunctions.class)
          && node.getSimpleName().endsWith("Node")) {
        String operation = node.getSimpleName().replaceFirst("Node$", "");
        return qualified(of, operation.toLowerCase(Locale.ROOT));
      }
    }
    return null;
  }

  private static String qualified(@Nullable Class<?> of, String name) {
    CoreFunctions functions = of == null ? null : of.getAnnotation(CoreFunctions.class);
    if (functions == null) {
      return name;
    }
    String module = functions.defineModule().replaceFirst("^_", "");
    if (!module.isEmpty()) {
      return module.equals("builtins") ? name : module + "." + name;
    }
    PythonBuiltinClassType[] types = functions.extendClasses();
    return types.length == 0 ? name : types[0].getName().toJavaStringUncached() + "." + name;
  }
}
