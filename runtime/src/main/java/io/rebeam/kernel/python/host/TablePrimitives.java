package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.TermForm;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.table.SharedTable;
import io.rebeam.kernel.term.Term;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The primitives of whole tables: their names, owners and heirs. */
final class TablePrimitives {
  private final TableArguments in;
  private final TermForm forms;
  private final Caller caller;

  TablePrimitives(Caller caller, TermForm forms) {
    this.in = new TableArguments(caller, forms);
    this.forms = forms;
    this.caller = caller;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.warm("table_new", 3, this::open);
    primitives.warm("table_named", 1, a -> id(in.tables().named(in.term(a[0]))));
    primitives.warm("table_drop", 1, this::drop);
    primitives.warm("table_give", 3, this::give);
    primitives.warm("table_set_heir", 3, this::setHeir);
    primitives.warm("table_info", 1, this::info);
    new TableRowPrimitives(in, forms).addTo(primitives);
  }

  /** {@code table_new(kind, access, name)}: its number, or None: the name is taken. */
  private Object open(Object[] a) {
    Term name = in.termOrNull(a[2]);
    SharedTable.Kind kind = SharedTable.Kind.valueOf(word(a[0]));
    SharedTable.Access access = SharedTable.Access.valueOf(word(a[1]));
    return id(in.tables().open(caller.living(), name, kind, access));
  }

  private static String word(Object text) {
    return PythonContext.text(text).toUpperCase(Locale.ROOT);
  }

  private static Object id(@Nullable SharedTable table) {
    return table == null ? PNone.NONE : (Object) table.id();
  }

  private Object drop(Object[] a) {
    in.written(a[0]).drop();
    return PNone.NONE;
  }

  private Object give(Object[] a) {
    return in.owned(a[0]).giveTo((LocalProcess) a[1], in.term(a[2]));
  }

  private Object setHeir(Object[] a) {
    LocalProcess heir = a[1] == PNone.NONE ? null : (LocalProcess) a[1];
    in.owned(a[0]).setHeir(heir, in.term(a[2]));
    return PNone.NONE;
  }

  /** {@code table_info(table)}: (name, kind, access, owner, heir, size). */
  private Object info(Object[] a) {
    SharedTable table = in.table(a[0]);
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
}
