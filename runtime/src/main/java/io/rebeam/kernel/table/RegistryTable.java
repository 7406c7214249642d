package io.rebeam.kernel.table;

import io.rebeam.kernel.process.Holding;
import io.rebeam.kernel.process.Holdings;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a registry (semantics K.10): processes under keys, each with a value. A process's
 * entries change only under its lock, and are gone before anyone is told of its end. Any thread.
 */
public final class RegistryTable implements Holding {
  /**
   * @param owner who has registered itself
   */
  public record Entry(Term key, LocalProcess owner, Term value) {}

  private final boolean unique;
  private final ConcurrentHashMap<Term, List<Entry>> entries = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<LocalProcess, List<Term>> keys = new ConcurrentHashMap<>();

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
   * Enters a process. An entry of one that is dead or ending gives way (K71).
   *
   * @return null when that is done, else who has the key; {@code owner} itself when it is ending
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
          if (there == null) {
            return List.of(entry);
          }
          if (!unique) {
            return Stream.concat(there.stream(), Stream.of(entry)).toList();
          }
          LocalProcess owner = there.getFirst().owner;
          if (owner.isAlive()) {
            holder[0] = owner;
            return there;
          }
          return List.of(entry);
        });
    if (holder[0] == null) {
      keys.merge(
          entry.owner,
          List.of(entry.key),
          (a, b) -> a.containsAll(b) ? a : Stream.concat(a.stream(), b.stream()).toList());
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
          keys.computeIfPresent(owner, (_, those) -> without(those, key));
          return keys.containsKey(owner);
        });
    return removed[0];
  }

  private static @Nullable List<Term> without(List<Term> keys, Term key) {
    List<Term> left = keys.stream().filter(one -> !one.equals(key)).toList();
    return left.isEmpty() ? null : left;
  }

  private boolean remove(LocalProcess owner, Term key) {
    boolean[] removed = {false};
    entries.computeIfPresent(
        key,
        (_, there) -> {
          List<Entry> left = there.stream().filter(entry -> entry.owner != owner).toList();
          removed[0] = left.size() < there.size();
          return left.isEmpty() ? null : left;
        });
    return removed[0];
  }

  /** Gives an entry of a unique key another value; false when the key is not the owner's. */
  public boolean update(LocalProcess owner, Term key, Term value) {
    boolean[] done = {false};
    entries.computeIfPresent(
        key,
        (_, there) -> {
          done[0] = there.getFirst().owner == owner;
          return done[0] ? List.of(new Entry(key, owner, value)) : there;
        });
    return done[0];
  }

  /** The entries of a key whose processes are alive. */
  public List<Entry> lookup(Term key) {
    return entries.getOrDefault(key, List.of()).stream().filter(e -> e.owner.isAlive()).toList();
  }

  /** The keys of a process, each as often as it is registered. */
  public List<Term> keys(LocalProcess owner) {
    List<Term> found = new ArrayList<>();
    for (Term key : keys.getOrDefault(owner, List.of())) {
      for (Entry entry : entries.getOrDefault(key, List.of())) {
        if (entry.owner == owner) {
          found.add(key);
        }
      }
    }
    return found;
  }

  /** Whether a process has any entry. */
  public boolean has(LocalProcess owner) {
    return keys.containsKey(owner);
  }

  /** All entries of processes that are alive. */
  public List<Entry> entries() {
    return entries.values().stream()
        .flatMap(List::stream)
        .filter(entry -> entry.owner.isAlive())
        .toList();
  }

  @Override
  public void ownerEnded(LocalProcess owner, Settlement settlement) {
    List<Term> those = keys.remove(owner);
    if (those != null) {
      those.forEach(key -> remove(owner, key));
    }
  }
}
