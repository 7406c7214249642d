package io.rebeam.kernel.table;

import io.rebeam.kernel.process.Holding;
import io.rebeam.kernel.process.Holdings;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Settlement;
import io.rebeam.kernel.term.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a registry (semantics K.10): processes under keys, each with a value. A process's
 * entries change only under its lock, and are removed before links and monitors are notified of its
 * end. Any thread.
 */
public final class RegistryTable implements Holding {
  /**
   * @param owner the process that has registered itself
   */
  public record Entry(Term key, LocalProcess owner, Term value) {}

  private final boolean unique;

  /** By key: the entries of its processes. What is in it is used by functions of the map alone. */
  private final ConcurrentHashMap<Term, Map<LocalProcess, List<Entry>>> entries =
      new ConcurrentHashMap<>();

  /** The keys of each process; used as {@link #entries} is. */
  private final ConcurrentHashMap<LocalProcess, Set<Term>> keys = new ConcurrentHashMap<>();

  /** What the program keeps with the registry itself. */
  private final Map<Term, Term> meta = new ConcurrentHashMap<>();

  /**
   * @param unique whether a key has one process at most
   */
  public RegistryTable(boolean unique) {
    this.unique = unique;
  }

  public boolean isUnique() {
    return unique;
  }

  public Map<Term, Term> meta() {
    return meta;
  }

  /**
   * Enters a process. An entry of a process that is dead or ending is replaced (K71).
   *
   * @return null when that is done, else the process that has the key; {@code owner} itself when it
   *     is ending
   */
  public @Nullable LocalProcess register(LocalProcess owner, Term key, Term value) {
    @Nullable LocalProcess[] holder = {owner};
    Holdings.change(
        owner,
        this,
        _ -> {
          holder[0] = enter(new Entry(key, owner, value));
          return holder[0] == null || keys.containsKey(owner);
        });
    return holder[0];
  }

  private @Nullable LocalProcess enter(Entry entry) {
    @Nullable LocalProcess[] holder = {null};
    entries.compute(
        entry.key,
        (_, there) -> {
          Map<LocalProcess, List<Entry>> now = there == null ? new LinkedHashMap<>() : there;
          if (unique) {
            now.keySet().removeIf(owner -> !owner.isAlive());
            holder[0] = now.isEmpty() ? null : now.keySet().iterator().next();
          }
          if (holder[0] == null) {
            now.computeIfAbsent(entry.owner, _ -> new ArrayList<>(1)).add(entry);
          }
          return now;
        });
    if (holder[0] == null) {
      keys.compute(
          entry.owner,
          (_, those) -> {
            Set<Term> now = those == null ? new LinkedHashSet<>() : those;
            now.add(entry.key);
            return now;
          });
    }
    return holder[0];
  }

  /** Removes a process's entries of a key (K75); false when it had none. */
  public boolean unregister(LocalProcess owner, Term key) {
    boolean[] removed = {false};
    Holdings.change(
        owner,
        this,
        _ -> {
          removed[0] = remove(owner, key);
          keys.computeIfPresent(
              owner, (_, those) -> those.remove(key) && those.isEmpty() ? null : those);
          return keys.containsKey(owner);
        });
    return removed[0];
  }

  private boolean remove(LocalProcess owner, Term key) {
    boolean[] removed = {false};
    entries.computeIfPresent(
        key,
        (_, there) -> {
          removed[0] = there.remove(owner) != null;
          return there.isEmpty() ? null : there;
        });
    return removed[0];
  }

  /** Gives an entry of a unique key another value; false when the key is not the owner's. */
  public boolean update(LocalProcess owner, Term key, Term value) {
    boolean[] done = {false};
    entries.computeIfPresent(
        key,
        (_, there) -> {
          done[0] =
              there.computeIfPresent(
                      owner, (_, _) -> new ArrayList<>(List.of(new Entry(key, owner, value))))
                  != null;
          return there;
        });
    return done[0];
  }

  /** The entries of a key whose processes are alive. */
  public List<Entry> lookup(Term key) {
    List<Entry> found = new ArrayList<>();
    entries.computeIfPresent(
        key,
        (_, there) -> {
          there.forEach(
              (owner, those) -> {
                if (owner.isAlive()) {
                  found.addAll(those);
                }
              });
          return there;
        });
    return found;
  }

  /** The keys of a process, each as often as it is registered. */
  public List<Term> keys(LocalProcess owner) {
    List<Term> once = new ArrayList<>();
    keys.computeIfPresent(
        owner,
        (_, those) -> {
          once.addAll(those);
          return those;
        });
    return once.stream()
        .flatMap(key -> lookup(key).stream().filter(entry -> entry.owner == owner))
        .map(Entry::key)
        .toList();
  }

  /** Whether a process has any entry. */
  public boolean has(LocalProcess owner) {
    return keys.containsKey(owner);
  }

  /** All entries of processes that are alive. */
  public List<Entry> entries() {
    return entries.keySet().stream().flatMap(key -> lookup(key).stream()).toList();
  }

  @Override
  public void ownerEnded(LocalProcess owner, Settlement settlement) {
    Set<Term> those = keys.remove(owner);
    if (those != null) {
      those.forEach(key -> remove(owner, key));
    }
  }
}
