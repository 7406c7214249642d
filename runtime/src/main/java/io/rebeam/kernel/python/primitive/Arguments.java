package io.rebeam.kernel.python.primitive;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.Aliases;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Priority;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.signal.ExitReason;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of primitives, which the library has checked. */
public final class Arguments {
  /** The library's words for what ends an alias. */
  private static final Map<String, Aliases.Mode> ALIAS_MODES =
      Map.of(
          "explicit_unalias", Aliases.Mode.EXPLICIT_UNALIAS,
          "reply", Aliases.Mode.REPLY,
          "demonitor", Aliases.Mode.DEMONITOR,
          "reply_demonitor", Aliases.Mode.REPLY_DEMONITOR);

  private Arguments() {}

  public static String text(Object value) {
    return PythonContext.text(value);
  }

  public static long integer(Object value) {
    return PythonContext.integer(value);
  }

  /** A number that may be larger than any limit of ours. */
  public static int limit(Object value) {
    return (int) Math.min(integer(value), Integer.MAX_VALUE);
  }

  public static LocalProcess process(Object value) {
    return (LocalProcess) value;
  }

  /** Null for None. */
  public static @Nullable Object orNull(Object value) {
    return value == PNone.NONE ? null : value;
  }

  /** Null for None. */
  public static @Nullable String textOrNull(Object value) {
    return value == PNone.NONE ? null : text(value);
  }

  /** A reason passed as (kind, term, text) from place {@code at} on. */
  public static ExitReason exitReason(Object[] a, int at) {
    ExitReason.Kind kind = ExitReason.Kind.valueOf(text(a[at]));
    return switch (kind) {
      case NORMAL -> ExitReason.NORMAL;
      case KILL -> ExitReason.KILL;
      case SHUTDOWN, OTHER, CRASHED -> new ExitReason(kind, a[at + 1], text(a[at + 2]));
    };
  }

  public static Aliases.Mode aliasMode(Object word) {
    return Objects.requireNonNull(ALIAS_MODES.get(text(word)), "no such alias mode");
  }

  public static Priority priority(Object word) {
    return Priority.valueOf(text(word).toUpperCase(Locale.ROOT));
  }

  /** The library's word for a priority. */
  public static String word(Priority priority) {
    return priority.name().toLowerCase(Locale.ROOT);
  }
}
