package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.TermForm;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.table.SharedTable;
import io.rebeam.kernel.table.Tables;
import io.rebeam.kernel.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The primitives of tables, which are given by their numbers. A table that is gone, or that the
 * caller may not use so, raises what {@code raise_table_error} of the library raises.
 */
final class TablePrimitives {
  private final TermForm forms;
  private final Caller caller;

  TablePrimitives(Caller caller, TermForm forms) {
    this.forms = forms;
    this.caller = caller;
  }

  private Tables tables() {
    return caller.node().tables();
  }

  void addTo(PrimitiveTable primitives) {
    primitives.warm("table_new", 3, this::open);
    primitives.warm("table_named", 1, a -> id(tables().named(term(a[0]))));
    primitives.warm("table_insert", 3, this::insert);
    primitives.warm("table_insert_new", 3, a -> written(a[0]).insertNew(term(a[1]), term(a[2])));
    primitives.warm("table_lookup", 2, a -> terms(read(a[0]).lookup(term(a[1]))));
    primitives.warm("table_take", 2, a -> terms(written(a[0]).take(term(a[1]))));
    primitives.warm(
        "table_delete_value", 3, a -> written(a[0]).deleteValue(term(a[1]), term(a[2])));
    primitives.warm("table_clear", 1, this::clear);
    primitives.warm("table_drop", 1, this::drop);
    primitives.warm("table_add", 4, this::addToCounter);
    primitives.warm("table_size", 1, a -> read(a[0]).size());
    primitives.warm("table_keys", 1, a -> terms(read(a[0]).keys()));
    primitives.warm("table_match", 2, a -> rows(read(a[0]).match(term(a[1]))));
    primitives.warm("table_range", 3, a -> rows(ordered(a[0]).range(inTuple(a[1]), inTuple(a[2]))));
    primitives.warm("table_step", 3, this::step);
    primitives.warm("table_give", 3, this::give);
    primitives.warm("table_set_heir", 3, this::setHeir);
    primitives.warm("table_info", 1, this::info);
  }

  // ---- which table ----

  /** {@code table_new(kind, access, name)}: its number, or None: the name is taken. */
  private Object open(Object[] a) {
    Term name = a[2] == PNone.NONE ? null : term(a[2]);
    SharedTable.Kind kind = SharedTable.Kind.valueOf(word(a[0]));
    SharedTable.Access access = SharedTable.Access.valueOf(word(a[1]));
    return id(tables().open(caller.living(), name, kind, access));
  }

  private static String word(Object text) {
    return PythonContext.text(text).toUpperCase(Locale.ROOT);
  }

  private static Object id(@Nullable SharedTable table) {
    return table == null ? PNone.NONE : (Object) table.id();
  }

  private SharedTable table(Object id) {
    SharedTable table = tables().table(((Number) id).longValue());
    return table == null ? refuse(id, "gone") : table;
  }

  private SharedTable read(Object id) {
    SharedTable table = table(id);
    return table.mayRead(caller.living()) ? table : refuse(id, "read");
  }

  private SharedTable written(Object id) {
    SharedTable table = table(id);
    return table.mayWrite(caller.living()) ? table : refuse(id, "write");
  }

  private SharedTable ordered(Object id) {
    SharedTable table = read(id);
    return table.kind() == SharedTable.Kind.ORDERED_SET ? table : refuse(id, "order");
  }

  private SharedTable owned(Object id) {
    SharedTable table = table(id);
    return table.owner() == caller.living() ? table : refuse(id, "own");
  }

  private SharedTable refuse(Object id, String what) {
    caller.callbacks().call("raise_table_error", id, PythonContext.pythonText(what));
    throw new IllegalStateException("raise_table_error did not raise");
  }

  // ---- rows ----

  private Object insert(Object[] a) {
    written(a[0]).insert(term(a[1]), term(a[2]));
    return PNone.NONE;
  }

  private Object clear(Object[] a) {
    written(a[0]).clear();
    return PNone.NONE;
  }

  /**
   * {@code table_add(table, key, increment, initial)}: the sum; None: nothing there; False: no
   * integer.
   */
  private Object addToCounter(Object[] a) {
    Term initial = a[3] == PNone.NONE ? null : term(a[3]);
    try {
      Term sum = written(a[0]).add(term(a[1]), term(a[2]), initial);
      return sum == null ? PNone.NONE : forms.toPython(sum);
    } catch (ArithmeticException _) {
      return false;
    }
  }

  /** {@code table_step(table, "first" | "last" | "next" | "prev", key)}: (key,), or None. */
  private Object step(Object[] a) {
    ConcurrentNavigableMap<Term, Term> keys = ordered(a[0]).ordered();
    Map.@Nullable Entry<Term, Term> found =
        switch (PythonContext.text(a[1])) {
          case "first" -> keys.firstEntry();
          case "last" -> keys.lastEntry();
          case "next" -> keys.higherEntry(term(a[2]));
          default -> keys.lowerEntry(term(a[2]));
        };
    return found == null ? PNone.NONE : forms.pythonTuple(forms.toPython(found.getKey()));
  }

  // ---- owner and heir ----

  private Object drop(Object[] a) {
    written(a[0]).drop();
    return PNone.NONE;
  }

  private Object give(Object[] a) {
    return owned(a[0]).giveTo((LocalProcess) a[1], term(a[2]));
  }

  private Object setHeir(Object[] a) {
    LocalProcess heir = a[1] == PNone.NONE ? null : (LocalProcess) a[1];
    owned(a[0]).setHeir(heir, term(a[2]));
    return PNone.NONE;
  }

  /** {@code table_info(table)}: (name, kind, access, owner, heir, size). */
  private Object info(Object[] a) {
    SharedTable table = table(a[0]);
    Term name = table.name();
    LocalProcess heir = table.heir();
    return forms.pythonTuple(
        name == null ? PNone.NONE : forms.toPython(name),
        PythonContext.pythonText(table.kind().name().toLowerCase(Locale.ROOT)),
        PythonContext.pythonText(table.access().name().toLowerCase(Locale.ROOT)),
        forms.pid(table.owner()),
        heir == null ? PNone.NONE : forms.pid(heir),
        table.size());
  }

  // ---- values ----

  private Term term(Object value) {
    return Objects.requireNonNull(forms.ofPython(value), "no term");
  }

  /** The only part of a tuple, or null for None. */
  private @Nullable Term inTuple(Object value) {
    return value == PNone.NONE ? null : ((Term.Tuple) term(value)).parts().getFirst();
  }

  private Object terms(List<Term> terms) {
    return forms.pythonList(terms.stream().map(forms::toPython).toList());
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
