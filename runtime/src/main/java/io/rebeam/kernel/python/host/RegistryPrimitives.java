package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.bytes.PBytes;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Receive;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.TermForm;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.table.GroupScope;
import io.rebeam.kernel.table.RegistryTable;
import io.rebeam.kernel.term.Octets;
import io.rebeam.kernel.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The primitives of registries and groups. A registry is given by its process; keys and values are
 * Python's, or terms that the library has packed.
 */
final class RegistryPrimitives {
  private final TableArguments in;
  private final TermForm forms;
  private final Caller caller;

  RegistryPrimitives(Caller caller, TermForm forms) {
    this.in = new TableArguments(caller, forms);
    this.forms = forms;
    this.caller = caller;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.warm("term", 1, a -> Callbacks.orNone(forms.ofPython(a[0])));
    primitives.warm("term_of_key", 1, a -> Callbacks.orNone(forms.keyOfPython(a[0])));
    primitives.warm("term_pack", 1, a -> pack((PBytes) a[0]));
    primitives.warm("registry_open", 1, this::open);
    primitives.warm("registry_is", 1, a -> registryOrNull(a[0]) != null);
    primitives.warm("registry_register", 3, this::register);
    primitives.warm(
        "registry_unregister", 2, a -> registry(a[0]).unregister(caller.living(), in.term(a[1])));
    primitives.warm("registry_has", 1, a -> registry(a[0]).has(caller.living()));
    primitives.warm("registry_update", 3, this::update);
    primitives.warm("registry_lookup", 2, a -> entries(registry(a[0]).lookup(in.term(a[1]))));
    primitives.warm("registry_keys", 2, a -> in.toPython(registry(a[0]).keys((LocalProcess) a[1])));
    primitives.warm("registry_entries", 1, a -> rows(registry(a[0]).entries()));
    primitives.warm("registry_meta", 2, this::meta);
    primitives.warm("registry_put_meta", 3, this::putMeta);
    primitives.warm("new_ref", 0, _ -> Receive.newRef(caller.living()));
    primitives.warm("group_join", 3, a -> scope(a[0]).join(in.term(a[1]), (LocalProcess) a[2]));
    primitives.warm("group_leave", 3, a -> scope(a[0]).leave(in.term(a[1]), (LocalProcess) a[2]));
    primitives.warm("group_members", 2, a -> forms.pids(scope(a[0]).members(in.term(a[1]))));
    primitives.warm("group_names", 1, a -> in.toPython(scope(a[0]).groups()));
    primitives.warm("group_watch", 3, this::watch);
    primitives.warm(
        "group_unwatch", 2, a -> scope(a[0]).unwatch(caller.living(), ((Number) a[1]).longValue()));
  }

  /** {@code term_pack(bytes)}: the term of a value that the library has packed. */
  private static Object pack(PBytes bytes) {
    return new Term.Packed(new Octets(TermForm.contents(bytes)));
  }

  // ---- registries ----

  /** {@code registry_open(unique)}: the caller becomes a registry. */
  private Object open(Object[] a) {
    in.tables().openRegistry(caller.living(), (boolean) a[0]);
    return PNone.NONE;
  }

  private @Nullable RegistryTable registryOrNull(Object process) {
    return in.tables().registry((LocalProcess) process);
  }

  /** The library has called {@code registry_is}; a registry that has ended since is empty. */
  private RegistryTable registry(Object process) {
    RegistryTable registry = registryOrNull(process);
    return registry == null ? new RegistryTable(true) : registry;
  }

  /**
   * {@code registry_register(registry, key, value)}: None, or the pid of the process that has the
   * key.
   */
  private Object register(Object[] a) {
    LocalProcess holder = registry(a[0]).register(caller.living(), in.term(a[1]), in.term(a[2]));
    return holder == null ? PNone.NONE : forms.pid(holder);
  }

  /** {@code registry_update(registry, key, value)}: False when the key is not the caller's. */
  private Object update(Object[] a) {
    return registry(a[0]).update(caller.living(), in.term(a[1]), in.term(a[2]));
  }

  private Object entries(List<RegistryTable.Entry> entries) {
    List<Object> pairs = new ArrayList<>(entries.size());
    for (RegistryTable.Entry entry : entries) {
      Object pid = forms.pid(entry.owner());
      pairs.add(forms.pythonTuple(pid, forms.toPython(entry.value())));
    }
    return forms.pythonList(pairs);
  }

  private Object rows(List<RegistryTable.Entry> entries) {
    List<Object> rows = new ArrayList<>(entries.size());
    for (RegistryTable.Entry entry : entries) {
      Object pid = forms.pid(entry.owner());
      Object key = forms.toPython(entry.key());
      rows.add(forms.pythonTuple(key, pid, forms.toPython(entry.value())));
    }
    return forms.pythonList(rows);
  }

  /** {@code registry_meta(registry, key)}: (value,), or None. */
  private Object meta(Object[] a) {
    Term value = registry(a[0]).meta().get(in.term(a[1]));
    return value == null ? PNone.NONE : forms.pythonTuple(forms.toPython(value));
  }

  private Object putMeta(Object[] a) {
    registry(a[0]).meta().put(in.term(a[1]), in.term(a[2]));
    return PNone.NONE;
  }

  // ---- groups ----

  private GroupScope scope(Object name) {
    return in.tables().scope(in.term(name));
  }

  /**
   * {@code group_watch(scope, ref, group)}: pairs of a group and its members. {@code group}: in a
   * tuple, or None for all groups.
   */
  private Object watch(Object[] a) {
    Term group = in.inTuple(a[2]);
    Map<Term, List<LocalProcess>> now =
        scope(a[0]).watch(caller.living(), ((Number) a[1]).longValue(), group);
    List<Object> pairs = new ArrayList<>(now.size());
    now.forEach(
        (name, members) -> pairs.add(forms.pythonTuple(forms.toPython(name), forms.pids(members))));
    return forms.pythonList(pairs);
  }
}
