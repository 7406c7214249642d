package io.rebeam.kernel.python;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.bytes.PBytes;
import com.oracle.graal.python.builtins.objects.ellipsis.PEllipsis;
import com.oracle.graal.python.builtins.objects.floats.PFloat;
import com.oracle.graal.python.builtins.objects.ints.PInt;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.str.PString;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.runtime.object.PFactory;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.term.TermPrinter;
import io.rebeam.kernel.term.Octets;
import io.rebeam.kernel.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes terms of Python values of immutable kinds, and values of terms. */
public final class TermForm {
  /** Tuples in tuples; deeper ones are packed by the library. */
  private static final int MAX_DEPTH = 50;

  private final Callbacks callbacks;

  public TermForm(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  /** The term for a Python value, or null when it is of a kind that the library has to pack. */
  public @Nullable Term ofPython(Object value) {
    return ofPython(value, 0);
  }

  /** The term for a Python value that may be a key, or null. */
  public @Nullable Term keyOfPython(Object value) {
    Term term = ofPython(value);
    return term != null && term.isKey() ? term : null;
  }

  private @Nullable Term ofPython(Object value, int depth) {
    return switch (value) {
      case Term term -> term; // made by the library
      case Boolean bool -> new Term.Bool(bool);
      case Integer number -> new Term.Whole(number);
      case Long number -> new Term.Whole(number);
      case Double number -> new Term.Real(number);
      case TruffleString text -> new Term.Text(PythonContext.text(text));
      case PNone none when none == PNone.NONE -> Term.NOTHING;
      case PTuple tuple when isExactly(tuple, PythonBuiltinClassType.PTuple) ->
          depth < MAX_DEPTH ? tuple(tuple.getSequenceStorage(), depth + 1) : null;
      case PString text when isExactly(text, PythonBuiltinClassType.PString) ->
          new Term.Text(PythonContext.text(text));
      case PInt number when isExactly(number, PythonBuiltinClassType.PInt) ->
          Term.whole(number.getValue());
      case PFloat number when isExactly(number, PythonBuiltinClassType.PFloat) ->
          new Term.Real(number.getValue());
      case PBytes bytes when isExactly(bytes, PythonBuiltinClassType.PBytes) ->
          new Term.Bytes(new Octets(contents(bytes)));
      case PEllipsis _ -> new Term.Any();
      case PythonObject object -> ofOwn(object);
      default -> null;
    };
  }

  private static boolean isExactly(PythonObject value, PythonBuiltinClassType type) {
    return value.getInitialPythonClass() == type;
  }

  private @Nullable Term tuple(SequenceStorage storage, int depth) {
    List<Term> parts = new ArrayList<>(storage.length());
    for (int i = 0; i < storage.length(); i++) {
      Term part = ofPython(Objects.requireNonNull(TermPrinter.element(storage, i)), depth);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return new Term.Tuple(parts);
  }

  public static byte[] contents(PBytes bytes) {
    SequenceStorage storage = bytes.getSequenceStorage();
    byte[] contents = new byte[storage.length()];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = ((Number) Objects.requireNonNull(TermPrinter.element(storage, i))).byteValue();
    }
    return contents;
  }

  /** A pid or a reference. */
  private @Nullable Term ofOwn(PythonObject object) {
    Object kind = object.getInitialPythonClass();
    if (kind != callbacks.get("Pid") && kind != callbacks.get("Ref")) {
      return null;
    }
    return switch (TermPrinter.onlySlot(object)) {
      case LocalProcess process -> new Term.Process(process);
      case Integer serial -> new Term.Reference(serial);
      case Long serial -> new Term.Reference(serial);
      case null, default -> null;
    };
  }

  /** The Python value of a term; a packed one is unpacked by the library. */
  public Object toPython(Term term) {
    PythonLanguage language = PythonLanguage.get(null);
    return switch (term) {
      case Term.Nothing _ -> PNone.NONE;
      case Term.Any _ -> PEllipsis.INSTANCE;
      case Term.Bool(boolean value) -> value;
      case Term.Whole(long value) -> value == (int) value ? (Object) (int) value : (Object) value;
      case Term.Big(BigInteger value) -> PFactory.createInt(language, value);
      case Term.Real(double value) -> value;
      case Term.Text(String value) -> PythonContext.pythonText(value);
      case Term.Reference(long serial) -> callbacks.call("Ref", serial);
      case Term.Process(var process) -> callbacks.call("Pid", process);
      case Term.Bytes(Octets value) -> bytes(value);
      case Term.Packed(Octets value) -> callbacks.call("unpack_term", bytes(value));
      case Term.Tuple(List<Term> parts) ->
          PFactory.createTuple(language, parts.stream().map(this::toPython).toArray());
    };
  }

  private static Object bytes(Octets value) {
    byte[] copy = Arrays.copyOf(value.contents(), value.contents().length);
    return PFactory.createBytes(PythonLanguage.get(null), copy);
  }

  /** A Python tuple. */
  public Object pythonTuple(Object... elements) {
    return PFactory.createTuple(PythonLanguage.get(null), elements);
  }

  /** A Python list of what {@code elements} gives. */
  public Object pythonList(List<?> elements) {
    return PFactory.createList(PythonLanguage.get(null), elements.toArray());
  }

  /** A Python list of the pids of processes. */
  public Object pids(List<? extends Endpoint> processes) {
    return pythonList(processes.stream().map(this::pid).toList());
  }

  /** A Pid. */
  public Object pid(Endpoint process) {
    return callbacks.call("Pid", process);
  }
}
