package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.TermForm;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.table.SharedTable;
import io.rebeam.kernel.table.Tables;
import io.rebeam.kernel.term.Term;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state that processes share, and its values, as the arguments of primitives. A table is given
 * by its number; one that is gone, or that the caller may not use so, raises what {@code
 * raise_table_error} of the library raises.
 */
final class TableArguments {
  private final Caller caller;
  private final TermForm forms;

  TableArguments(Caller caller, TermForm forms) {
    this.caller = caller;
    this.forms = forms;
  }

  Tables tables() {
    return caller.node().tables();
  }

  SharedTable table(Object id) {
    SharedTable table = tables().table(((Number) id).longValue());
    return table == null ? refuse(id, "gone") : table;
  }

  /** A table that the caller reads. */
  SharedTable read(Object id) {
    SharedTable table = table(id);
    return table.mayRead(caller.living()) ? table : refuse(id, "read");
  }

  /** A table that the caller changes. */
  SharedTable written(Object id) {
    SharedTable table = table(id);
    return table.mayWrite(caller.living()) ? table : refuse(id, "write");
  }

  /** A table whose order the caller uses. */
  SharedTable ordered(Object id) {
    SharedTable table = read(id);
    return table.kind() == SharedTable.Kind.ORDERED_SET ? table : refuse(id, "order");
  }

  /** A table that only its owner may act on so. */
  SharedTable owned(Object id) {
    SharedTable table = table(id);
    return table.owner() == caller.living() ? table : refuse(id, "own");
  }

  private SharedTable refuse(Object id, String what) {
    caller.callbacks().call("raise_table_error", id, PythonContext.pythonText(what));
    throw new IllegalStateException("raise_table_error did not raise");
  }

  Term term(Object value) {
    return Objects.requireNonNull(forms.ofPython(value), "no term");
  }

  /** A value, or null for None. */
  @Nullable Term termOrNull(Object value) {
    return value == PNone.NONE ? null : term(value);
  }

  /** The only part of a tuple, or null for None. */
  @Nullable Term inTuple(Object value) {
    return value == PNone.NONE ? null : ((Term.Tuple) term(value)).parts().getFirst();
  }

  /** A list of Python. */
  Object toPython(List<Term> terms) {
    return forms.pythonList(terms.stream().map(forms::toPython).toList());
  }
}
