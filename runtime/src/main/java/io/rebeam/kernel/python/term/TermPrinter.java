package io.rebeam.kernel.python.term;

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
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.text.PythonLiterals;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Python values as text, read from outside: without the interpreter lock, without a context and
 * without any Python code. Messages are copies that nobody changes, so reading them is safe. A
 * value of a user's class is shown by its class alone.
 */
public final class TermPrinter {
  /** How much of a value is shown. */
  private record Limits(int length, int items, int depth) {}

  private static final int MAX_TAG_LENGTH = 60;

  private static final Limits SHORT = new Limits(120, 12, 4);
  private static final Limits WHOLE = new Limits(1_000_000, 100_000, 40);

  private final StringBuilder out = new StringBuilder();
  private final Limits limits;
  private final OwnRecords records;

  private TermPrinter(OwnRecords records, Limits limits) {
    this.records = records;
    this.limits = limits;
  }

  /** The value as Python would show it, cut to 120 characters. */
  static String text(Object value, OwnRecords records) {
    return text(value, records, SHORT);
  }

  /** The value as Python would show it; cut after a million characters only. */
  static String wholeText(Object value, OwnRecords records) {
    return text(value, records, WHOLE);
  }

  private static String text(Object value, OwnRecords records, Limits limits) {
    TermPrinter printer = new TermPrinter(records, limits);
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
      if (first != null && PythonText.isText(first)) {
        return cut(PythonText.start(first, MAX_TAG_LENGTH + 1));
      }
    }
    return PythonText.isText(value)
        ? cut(PythonText.start(value, MAX_TAG_LENGTH + 1))
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
      case PInt number -> out.append(PythonLiterals.integer(number.getValue()));
      case Double number -> out.append(PythonLiterals.number(number));
      case PFloat number -> out.append(PythonLiterals.number(number.getValue()));
      case PComplex number -> complex(number.getReal(), number.getImag());
      case PEllipsis _ -> out.append("Ellipsis");
      case PNotImplemented _ -> out.append("NotImplemented");
      case TruffleString _, PString _ ->
          PythonLiterals.quoted(PythonText.start(value, limits.length + 1), out);
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

  private void object(PythonObject object, int depth) {
    OwnRecords.Form form = records.formOf(object);
    Object[] slots = object.getIndexedSlots();
    if (form == null || slots == null || slots.length == 0) {
      out.append('<').append(className(object)).append('>');
      return;
    }
    switch (slots[0]) {
      case LocalProcess process when form.kind() == OwnRecords.Kind.PID -> out.append(process);
      case Number serial when form.kind() == OwnRecords.Kind.REF ->
          out.append("#Ref<0.").append(serial).append('>');
      case null, default -> record(form, slots, depth);
    }
  }

  private void record(OwnRecords.Form form, Object[] slots, int depth) {
    if (form.shown().isEmpty()) {
      out.append('<').append(form.type()).append('>');
      return;
    }
    out.append(form.type()).append('(');
    String separator = "";
    for (int slot : form.shown()) {
      out.append(separator);
      print(slot < slots.length ? slots[slot] : null, depth + 1);
      separator = ", ";
    }
    out.append(')');
  }

  /** The process that a pid stands for, or null if {@code value} is no pid. */
  static @Nullable LocalProcess process(@Nullable Object value, OwnRecords records) {
    if (!(value instanceof PythonObject object)) {
      return null;
    }
    OwnRecords.Form form = records.formOf(object);
    return form != null
            && form.kind() == OwnRecords.Kind.PID
            && onlySlot(object) instanceof LocalProcess process
        ? process
        : null;
  }

  /** The value of the one slot that pids and references have. */
  public static @Nullable Object onlySlot(PythonObject object) {
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
    String text = PythonLiterals.number(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private void bytes(PBytesLike bytes) {
    SequenceStorage storage = bytes.getSequenceStorage();
    out.append("b'");
    int length = Math.min(storage.length(), limits.length);
    for (int i = 0; i < length; i++) {
      int value = element(storage, i) instanceof Number number ? number.intValue() & 0xff : 0;
      PythonLiterals.octet(value, out);
    }
    out.append(length < storage.length() ? "…" : "").append('\'');
  }

  public static @Nullable Object element(SequenceStorage storage, int index) {
    return storage instanceof ArrayBasedSequenceStorage array
        ? Array.get(array.getInternalArrayObject(), index)
        : "…";
  }
}
