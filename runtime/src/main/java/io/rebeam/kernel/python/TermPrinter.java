package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.PNotImplemented;
import com.oracle.graal.python.builtins.objects.bytes.PByteArray;
import com.oracle.graal.python.builtins.objects.bytes.PBytesLike;
import com.oracle.graal.python.builtins.objects.common.HashingStorage;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes;
import com.oracle.graal.python.builtins.objects.complex.PComplex;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.ellipsis.PEllipsis;
import com.oracle.graal.python.builtins.objects.floats.PFloat;
import com.oracle.graal.python.builtins.objects.ints.PInt;
import com.oracle.graal.python.builtins.objects.list.PList;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.set.PBaseSet;
import com.oracle.graal.python.builtins.objects.set.PFrozenSet;
import com.oracle.graal.python.builtins.objects.str.PString;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.builtins.objects.type.PythonBuiltinClass;
import com.oracle.graal.python.builtins.objects.type.PythonManagedClass;
import com.oracle.graal.python.runtime.sequence.PSequence;
import com.oracle.graal.python.runtime.sequence.storage.ArrayBasedSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.graal.python.util.PythonUtils;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.signal.Notice;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Python values as text, read from outside: without the interpreter lock, without a context and
 * without any Python code. Messages are copies that nobody changes, so reading them is safe. A
 * value of a user's class is shown by its class alone.
 */
final class TermPrinter {
  /** How much of a value is shown. */
  private record Limits(int length, int items, int depth) {}

  private static final int MAX_TAG_LENGTH = 60;

  /** Bits of the largest int that Python writes without being asked to. */
  private static final int MAX_BITS = 14_000;

  private static final Limits SHORT = new Limits(120, 12, 4);
  private static final Limits WHOLE = new Limits(1_000_000, 100_000, 40);

  /** The runtime's messages in their Python form: the slots to show. Slots stand by name. */
  private static final Map<String, int[]> NOTICES =
      Map.of(
          "Exit", new int[] {1, 0}, // reason, sender
          "Down", new int[] {2, 3, 1}, // kind, reason, ref, target
          "TaggedDown", new int[] {2, 1, 3, 0}, // reason, ref, tag, target
          "TimerFired", new int[] {1, 0}); // message, ref

  private final StringBuilder out = new StringBuilder();
  private final Limits limits;

  private TermPrinter(Limits limits) {
    this.limits = limits;
  }

  /** The value as Python would show it, cut to 120 characters. */
  static String text(Object value) {
    return text(value, SHORT);
  }

  /** The value as Python would show it; cut after a million characters only. */
  static String wholeText(Object value) {
    return text(value, WHOLE);
  }

  private static String text(Object value, Limits limits) {
    TermPrinter printer = new TermPrinter(limits);
    try {
      printer.print(value, 0);
    } catch (RuntimeException _) {
      // Its receiver has taken it meanwhile and changes it: show what was read.
      printer.out.append('…');
    }
    return printer.out.length() <= limits.length
        ? printer.out.toString()
        : printer.out.substring(0, limits.length - 1) + "…";
  }

  /** What a message is counted under: the string that starts a tuple, else its type's name. */
  static String tag(Object value) {
    if (value instanceof Notice.TickNotice(Object message)) {
      return tag(message);
    }
    if (value instanceof PTuple tuple && tuple.getSequenceStorage().length() > 0) {
      Object first = element(tuple.getSequenceStorage(), 0);
      if (first instanceof TruffleString || first instanceof PString) {
        return cut(string(first, MAX_TAG_LENGTH + 1));
      }
    }
    return value instanceof TruffleString || value instanceof PString
        ? cut(string(value, MAX_TAG_LENGTH + 1))
        : typeName(value);
  }

  private static String cut(String tag) {
    return tag.length() <= MAX_TAG_LENGTH ? tag : tag.substring(0, MAX_TAG_LENGTH - 1) + "…";
  }

  private static String typeName(Object value) {
    return switch (value) {
      case Notice.ExitNotice _ -> "Exit";
      case Notice.DownNotice down -> down.tag() == null ? "Down" : "TaggedDown";
      case Notice.TimerNotice _ -> "TimerFired";
      case Notice.GroupNotice _ -> "tuple";
      case Notice.TableNotice _ -> "TableTransfer";
      case PNone _ -> "None";
      case Boolean _ -> "bool";
      case Integer _, Long _, PInt _ -> "int";
      case Double _ -> "float";
      case PEllipsis _ -> "ellipsis";
      case PNotImplemented _ -> "NotImplementedType";
      case PythonObject object -> className(object);
      default -> value.getClass().getSimpleName();
    };
  }

  private static String className(PythonObject object) {
    return switch (object.getInitialPythonClass()) {
      case PythonManagedClass type -> type.getName().toJavaStringUncached();
      case PythonBuiltinClassType type -> type.getName().toJavaStringUncached();
      case null, default -> "object";
    };
  }

  private void print(@Nullable Object value, int depth) {
    if (out.length() > limits.length) {
      return;
    }
    switch (value) {
      case null -> out.append("None");
      case PNone _ -> out.append("None");
      case Boolean bool -> out.append(bool ? "True" : "False");
      case Integer _, Long _ -> out.append(value);
      case PInt number -> integer(number.getValue());
      case Double number -> out.append(number(number));
      case PFloat number -> out.append(number(number.getValue()));
      case PComplex number -> complex(number.getReal(), number.getImag());
      case PEllipsis _ -> out.append("Ellipsis");
      case PNotImplemented _ -> out.append("NotImplemented");
      case TruffleString _, PString _ -> quoted(string(value, limits.length + 1));
      case PByteArray bytes -> {
        out.append("bytearray(");
        bytes(bytes);
        out.append(')');
      }
      case PBytesLike bytes -> bytes(bytes);
      case PTuple tuple ->
          sequence(tuple, depth, "(", tuple.getSequenceStorage().length() == 1 ? ",)" : ")");
      case PList list -> sequence(list, depth, "[", "]");
      case PDict dict -> dict(dict, depth);
      case PBaseSet set -> set(set, depth);
      case Notice notice -> notice(notice, depth);
      case LocalProcess process -> out.append(process);
      case PythonBuiltinClass type -> out.append(type.getName().toJavaStringUncached());
      case PythonObject object -> object(object, depth);
      default -> out.append('<').append(typeName(value)).append('>');
    }
  }

  private void notice(Notice notice, int depth) {
    switch (notice) {
      case Notice.ExitNotice exit ->
          out.append("Exit(")
              .append(exit.sender())
              .append(", ")
              .append(exit.reason().text())
              .append(')');
      case Notice.DownNotice down -> {
        if (down.tag() == null) {
          out.append("Down(");
        } else {
          out.append("TaggedDown(");
          print(down.tag(), depth + 1);
          out.append(", ");
        }
        out.append("#Ref<0.")
            .append(down.ref())
            .append(">, ")
            .append(down.name() != null ? down.name() : down.target())
            .append(", ")
            .append(down.reason().text())
            .append(')');
      }
      case Notice.TimerNotice timer -> {
        out.append("TimerFired(#Ref<0.").append(timer.ref()).append(">, ");
        print(timer.message(), depth + 1);
        out.append(')');
      }
      case Notice.GroupNotice group ->
          out.append("(#Ref<0.")
              .append(group.ref())
              .append(group.isJoin() ? ">, 'join', … " : ">, 'leave', … ")
              .append(group.members().size())
              .append(" pids)");
      case Notice.TableNotice table ->
          out.append("TableTransfer(Table ")
              .append(table.table())
              .append(", ")
              .append(table.from())
              .append(", …)");
      case Notice.TickNotice(Object message) -> print(message, depth);
    }
  }

  private void fields(String type, Object[] slots, int[] shown, int depth) {
    out.append(type).append('(');
    for (int slot : shown) {
      out.append(slot == shown[0] ? "" : ", ");
      print(slot < slots.length ? slots[slot] : null, depth + 1);
    }
    out.append(')');
  }

  private void object(PythonObject object, int depth) {
    String type = className(object);
    int[] shown = NOTICES.get(type);
    Object[] slots = object.getIndexedSlots();
    if (shown != null && slots != null && slots.length > 1) {
      fields(type, slots, shown, depth);
      return;
    }
    Object slot = type.equals("Pid") || type.equals("Ref") ? onlySlot(object) : null;
    switch (slot) {
      case LocalProcess process -> out.append(process);
      case Number serial -> out.append("#Ref<0.").append(serial).append('>');
      case null, default -> out.append('<').append(type).append('>');
    }
  }

  /** The process that a pid stands for, or null if {@code value} is no pid. */
  static @Nullable LocalProcess process(@Nullable Object value) {
    return value instanceof PythonObject object
            && className(object).equals("Pid")
            && onlySlot(object) instanceof LocalProcess process
        ? process
        : null;
  }

  /** The value of the one slot that pids and references have. */
  static @Nullable Object onlySlot(PythonObject object) {
    Object[] slots = object.getIndexedSlots();
    return slots == null || slots.length == 0 ? null : slots[0];
  }

  private void sequence(PSequence sequence, int depth, String open, String close) {
    SequenceStorage storage = sequence.getSequenceStorage();
    out.append(open);
    if (depth >= limits.depth) {
      out.append('…');
    } else {
      for (int i = 0; i < storage.length() && out.length() <= limits.length; i++) {
        out.append(i == 0 ? "" : ", ");
        if (i == limits.items) {
          out.append("… ").append(storage.length() - i).append(" more");
          break;
        }
        print(element(storage, i), depth + 1);
      }
    }
    out.append(close);
  }

  private void dict(PDict dict, int depth) {
    out.append('{');
    entries(dict.getDictStorage(), depth, /* values= */ true);
    out.append('}');
  }

  private void set(PBaseSet set, int depth) {
    HashingStorage storage = set.getDictStorage();
    boolean frozen = set instanceof PFrozenSet;
    if (HashingStorageNodes.HashingStorageLen.executeUncached(storage) == 0) {
      out.append(frozen ? "frozenset()" : "set()");
      return;
    }
    out.append(frozen ? "frozenset({" : "{");
    entries(storage, depth, /* values= */ false);
    out.append(frozen ? "})" : "}");
  }

  private void entries(HashingStorage storage, int depth, boolean values) {
    var iterator = HashingStorageNodes.HashingStorageGetIterator.executeUncached(storage);
    int shown = 0;
    while (HashingStorageNodes.HashingStorageIteratorNext.executeUncached(storage, iterator)) {
      out.append(shown == 0 ? "" : ", ");
      if (shown++ == limits.items || depth >= limits.depth || out.length() > limits.length) {
        out.append('…');
        break;
      }
      print(
          HashingStorageNodes.HashingStorageIteratorKey.executeUncached(storage, iterator),
          depth + 1);
      if (values) {
        out.append(": ");
        print(
            HashingStorageNodes.HashingStorageIteratorValue.executeUncached(storage, iterator),
            depth + 1);
      }
    }
  }

  /** Its digits; of a number that Python refuses to write, how large it is. */
  private void integer(BigInteger number) {
    if (number.bitLength() > MAX_BITS) {
      out.append("<int of ").append(number.bitLength()).append(" bits>");
    } else {
      out.append(number);
    }
  }

  /**
   * As {@code repr} writes a float: the shortest digits that are it, with an exponent from 1e16.
   */
  static String number(double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 && !Double.isNaN(value) ? "-" : "";
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return sign + (Double.isNaN(value) ? "nan" : "inf");
    }
    if (value == 0) {
      return sign + "0.0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - decimal.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      return sign + digits.charAt(0) + fraction + "e%+03d".formatted(exponent);
    }
    String plain = decimal.toPlainString();
    return sign + plain + (plain.contains(".") ? "" : ".0");
  }

  private void complex(double real, double imaginary) {
    String second = shortNumber(imaginary) + "j";
    if (Double.doubleToRawLongBits(real) == 0) {
      out.append(second);
    } else {
      out.append('(').append(shortNumber(real)).append(second.startsWith("-") ? "" : "+");
      out.append(second).append(')');
    }
  }

  /** The parts of a complex number have no {@code .0}. */
  private static String shortNumber(double value) {
    String text = number(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private void bytes(PBytesLike bytes) {
    SequenceStorage storage = bytes.getSequenceStorage();
    out.append("b'");
    int length = Math.min(storage.length(), limits.length);
    for (int i = 0; i < length; i++) {
      int value = element(storage, i) instanceof Number number ? number.intValue() & 0xff : 0;
      if (value >= 0x20 && value < 0x7f && value != '\'' && value != '\\') {
        out.append((char) value);
      } else {
        out.append("\\x%02x".formatted(value));
      }
    }
    out.append(length < storage.length() ? "…" : "").append('\'');
  }

  private void quoted(String text) {
    quoted(text, out);
  }

  /** Appends a text as {@code repr} writes it. */
  static void quoted(String text, StringBuilder out) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    out.append(quote);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> out.append("\\\\");
                default -> {
                  if (c == quote) {
                    out.append('\\');
                  }
                  if (!Printable.isPrintable(c)) {
                    Printable.append(c, out);
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    out.append(quote);
  }

  static String string(Object value) {
    return value instanceof PString string
        ? string.getValueUncached().toJavaStringUncached()
        : PythonContext.text(value);
  }

  /** The first characters of a string: the rest is not looked at. */
  static String string(Object value, int characters) {
    if (!(value instanceof TruffleString || value instanceof PString)) {
      return string(value);
    }
    TruffleString text =
        value instanceof PString string ? string.getValueUncached() : (TruffleString) value;
    int length = text.codePointLengthUncached(PythonUtils.TS_ENCODING);
    return length <= characters
        ? text.toJavaStringUncached()
        : text.substringUncached(0, characters, PythonUtils.TS_ENCODING, true)
            .toJavaStringUncached();
  }

  static @Nullable Object element(SequenceStorage storage, int index) {
    return storage instanceof ArrayBasedSequenceStorage array
        ? Array.get(array.getInternalArrayObject(), index)
        : "…";
  }
}
