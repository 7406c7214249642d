package io.rebeam.kernel.table;

import io.rebeam.kernel.process.Holding;
import io.rebeam.kernel.process.Holdings;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Settlement;
import io.rebeam.kernel.term.Term;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All registries, scopes of groups and tables of a node. Any thread. */
public final class Tables {
  private final ConcurrentHashMap<LocalProcess, RegistryTable> registries =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Term, GroupScope> scopes = new ConcurrentHashMap<>();

  private final AtomicLong tableIds = new AtomicLong();
  private final ConcurrentHashMap<Long, SharedTable> tables = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Term, SharedTable> namedTables = new ConcurrentHashMap<>();

  /** Removes a registry with its process. */
  private final Holding registryOwners =
      new Holding() {
        @Override
        public void ownerEnded(LocalProcess owner, Settlement settlement) {
          registries.remove(owner);
        }
      };

  /** Makes the registry of a process, which ends with it. */
  public void openRegistry(LocalProcess owner, boolean unique) {
    Holdings.change(
        owner,
        registryOwners,
        _ -> {
          registries.put(owner, new RegistryTable(unique));
          return true;
        });
  }

  /** The registry of a process, or null when it has none or is dead. */
  public @Nullable RegistryTable registry(LocalProcess owner) {
    return registries.get(owner);
  }

  /** Makes a table; null when its name is taken, or its owner is ending. */
  public @Nullable SharedTable open(
      LocalProcess owner, @Nullable Term name, SharedTable.Kind kind, SharedTable.Access access) {
    SharedTable table =
        new SharedTable(this, tableIds.incrementAndGet(), name, kind, access, owner);
    boolean[] made = {false};
    Holdings.change(
        owner,
        table,
        _ -> {
          made[0] = name == null || namedTables.putIfAbsent(name, table) == null;
          if (made[0]) {
            tables.put(table.id(), table);
          }
          return made[0];
        });
    return made[0] ? table : null;
  }

  /** A table by its number, or null when it is gone. */
  public @Nullable SharedTable table(long id) {
    return tables.get(id);
  }

  /** A table by its name, or null. */
  public @Nullable SharedTable named(Term name) {
    return namedTables.get(name);
  }

  void forget(SharedTable table) {
    tables.remove(table.id());
    Term name = table.name();
    if (name != null) {
      namedTables.remove(name, table);
    }
  }

  /** All registries, by their processes. */
  public Map<LocalProcess, RegistryTable> registries() {
    return Map.copyOf(registries);
  }

  /** All tables, the oldest first. */
  public List<SharedTable> all() {
    return tables.values().stream().sorted(Comparator.comparing(SharedTable::id)).toList();
  }

  /** All scopes of groups, by their names. */
  public Map<Term, GroupScope> scopes() {
    return Map.copyOf(scopes);
  }

  /** The scope of groups with this name, made when it is first asked for. */
  public GroupScope scope(Term name) {
    return scopes.computeIfAbsent(name, _ -> new GroupScope());
  }
}
