package io.rebeam.kernel.table;

import io.rebeam.kernel.process.Holding;
import io.rebeam.kernel.process.Holdings;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Settlement;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All registries, scopes of groups and tables of a node. Any thread. */
public final class Tables {
  private final ConcurrentHashMap<LocalProcess, RegistryTable> registries =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Term, GroupScope> scopes = new ConcurrentHashMap<>();

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

  /** The scope of groups with this name, made when it is first asked for. */
  public GroupScope scope(Term name) {
    return scopes.computeIfAbsent(name, _ -> new GroupScope());
  }
}
