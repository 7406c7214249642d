package io.rebeam.kernel.python.term;

import com.oracle.graal.python.builtins.objects.str.PString;
import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.strings.TruffleString;

/** Strings of Python and of Java. */
public final class PythonText {
  private PythonText() {}

  /** A Java string of a {@code str}, also of a subclass. */
  public static String of(Object value) {
    return switch (value) {
      case TruffleString string -> string.toJavaStringUncached();
      case PString string -> string.getValueUncached().toJavaStringUncached();
      default -> value.toString();
    };
  }

  /** The first characters of a {@code str}: the rest is not looked at. */
  public static String start(Object value, int characters) {
    TruffleString text;
    switch (value) {
      case TruffleString string -> text = string;
      case PString string -> text = string.getValueUncached();
      default -> {
        return of(value);
      }
    }
    int length = text.codePointLengthUncached(PythonUtils.TS_ENCODING);
    return length <= characters
        ? text.toJavaStringUncached()
        : text.substringUncached(0, characters, PythonUtils.TS_ENCODING, true)
            .toJavaStringUncached();
  }

  /** Whether a value is a {@code str} of Python. */
  static boolean isText(Object value) {
    return value instanceof TruffleString || value instanceof PString;
  }

  /** A {@code str}, for where no foreign call turns a Java string into one. */
  public static TruffleString toPython(String text) {
    return TruffleString.fromJavaStringUncached(text, PythonUtils.TS_ENCODING);
  }
}
