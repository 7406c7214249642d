package io.rebeam.kernel.python.primitive;

import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.function.PFunction;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.builtins.objects.type.PythonManagedClass;
import com.oracle.graal.python.runtime.sequence.storage.ArrayBasedSequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.EmptySequenceStorage;
import com.oracle.graal.python.runtime.sequence.storage.ObjectSequenceStorage;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.python.Callbacks;
import java.util.Set;

/**
 * Recognises usual immutable messages, which are sent by reference (ADR 5). All other values go
 * through the library's {@code rebeam/_core/copying.py}, which has the whole rule. No value that
 * the library would copy is immutable here.
 */
public final class ImmutableValues {
  /** Tuples in tuples that are looked into; the library looks deeper. */
  private static final int MAX_DEPTH = 8;

  /** Classes of whose exact instances nothing can change. {@code bool} and so on are no objects. */
  private static final Set<PythonBuiltinClassType> ATOMS =
      Set.of(
          PythonBuiltinClassType.PInt,
          PythonBuiltinClassType.PFloat,
          PythonBuiltinClassType.PString,
          PythonBuiltinClassType.PBytes,
          PythonBuiltinClassType.PComplex,
          PythonBuiltinClassType.PRange);

  private final Callbacks callbacks;

  /** The library's own atoms; empty before they are first asked for. */
  private Object[] ownAtoms = {};

  public ImmutableValues(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  /** Whether {@code value} may go by reference. Runs no user code. */
  public boolean contains(Object value) {
    return contains(value, 0);
  }

  private boolean contains(Object value, int depth) {
    return switch (value) {
      case TruffleString _, Integer _, Long _, Double _, Boolean _ -> true;
      case PTuple tuple when tuple.getInitialPythonClass() == PythonBuiltinClassType.PTuple ->
          depth < MAX_DEPTH && holdsNothingElse(tuple, depth + 1);
      case PNone none -> none == PNone.NONE;
      case PFunction _, PythonManagedClass _, PythonBuiltinClassType _ -> true;
      case PythonObject object -> isAtom(object.getInitialPythonClass());
      default -> false;
    };
  }

  private boolean holdsNothingElse(PTuple tuple, int depth) {
    return switch (tuple.getSequenceStorage()) {
      case ObjectSequenceStorage objects -> {
        Object[] items = objects.getInternalObjectArray();
        int length = objects.length();
        for (int i = 0; i < length; i++) {
          if (!contains(items[i], depth)) {
            yield false;
          }
        }
        yield true;
      }
      case EmptySequenceStorage _ -> true;
      case ArrayBasedSequenceStorage _ -> true; // of numbers
      default -> false;
    };
  }

  private boolean isAtom(Object kind) {
    if (kind instanceof PythonBuiltinClassType builtin) {
      return ATOMS.contains(builtin);
    }
    if (ownAtoms.length == 0) {
      ownAtoms = new Object[] {callbacks.get("Pid"), callbacks.get("Ref")};
    }
    for (Object atom : ownAtoms) {
      if (kind == atom) {
        return true;
      }
    }
    return false;
  }
}
