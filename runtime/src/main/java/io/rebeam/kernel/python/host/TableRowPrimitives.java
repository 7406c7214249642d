package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.TermForm;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.table.SharedTable;
import io.rebeam.kernel.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/** The primitives of the rows of tables. */
final class TableRowPrimitives {
  private final TableArguments in;
  private final TermForm forms;

  TableRowPrimitives(TableArguments in, TermForm forms) {
    this.in = in;
    this.forms = forms;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.warm("table_insert", 3, this::insert);
    primitives.warm(
        "table_insert_new", 3, a -> in.written(a[0]).insertNew(in.term(a[1]), in.term(a[2])));
    primitives.warm("table_lookup", 2, a -> in.toPython(in.read(a[0]).lookup(in.term(a[1]))));
    primitives.warm("table_take", 2, a -> in.toPython(in.written(a[0]).take(in.term(a[1]))));
    primitives.warm(
        "table_delete_value", 3, a -> in.written(a[0]).deleteValue(in.term(a[1]), in.term(a[2])));
    primitives.warm("table_clear", 1, this::clear);
    primitives.warm("table_add", 4, this::addToCounter);
    primitives.warm("table_size", 1, a -> in.read(a[0]).size());
    primitives.warm("table_keys", 1, a -> in.toPython(in.read(a[0]).keys()));
    primitives.warm("table_match", 2, a -> rows(in.read(a[0]).match(in.term(a[1]))));
    primitives.warm(
        "table_range", 3, a -> rows(in.ordered(a[0]).range(in.inTuple(a[1]), in.inTuple(a[2]))));
    primitives.warm("table_step", 3, this::step);
  }

  private Object insert(Object[] a) {
    in.written(a[0]).insert(in.term(a[1]), in.term(a[2]));
    return PNone.NONE;
  }

  private Object clear(Object[] a) {
    in.written(a[0]).clear();
    return PNone.NONE;
  }

  /**
   * {@code table_add(table, key, increment, initial)}: the sum; None: nothing there; False: no
   * integer.
   */
  private Object addToCounter(Object[] a) {
    Term initial = in.termOrNull(a[3]);
    try {
      Term sum = in.written(a[0]).add(in.term(a[1]), in.term(a[2]), initial);
      return sum == null ? PNone.NONE : forms.toPython(sum);
    } catch (ArithmeticException _) {
      return false;
    }
  }

  /** {@code table_step(table, "first" | "last" | "next" | "prev", key)}: (key,), or None. */
  private Object step(Object[] a) {
    ConcurrentNavigableMap<Term, Term> keys = in.ordered(a[0]).ordered();
    Map.@Nullable Entry<Term, Term> found =
        switch (PythonContext.text(a[1])) {
          case "first" -> keys.firstEntry();
          case "last" -> keys.lastEntry();
          case "next" -> keys.higherEntry(in.term(a[2]));
          default -> keys.lowerEntry(in.term(a[2]));
        };
    return found == null ? PNone.NONE : forms.pythonTuple(forms.toPython(found.getKey()));
  }

  private Object rows(List<SharedTable.Row> rows) {
    List<Object> pairs = new ArrayList<>(rows.size());
    for (SharedTable.Row row : rows) {
      Object key = forms.toPython(row.key());
      pairs.add(forms.pythonTuple(key, forms.toPython(row.value())));
    }
    return forms.pythonList(pairs);
  }
}
