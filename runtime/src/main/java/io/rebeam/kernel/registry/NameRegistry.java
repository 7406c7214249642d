package io.rebeam.kernel.registry;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Registered names (semantics E) and active aliases (F15) of a node. A name's entry changes only
 * under its process's lock, so that a process and its name agree. Any thread.
 *
 * @param <P> the processes
 */
public final class NameRegistry<P> {
  private final ConcurrentHashMap<String, P> names = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, P> aliases = new ConcurrentHashMap<>();

  /** Returns whether the name was free and is now the process's. */
  public boolean claim(String name, P process) {
    return names.putIfAbsent(name, process) == null;
  }

  public void release(String name, P process) {
    names.remove(name, process);
  }

  /** The holder of the name, or null. */
  public @Nullable P whereis(String name) {
    return names.get(name);
  }

  /** All names, sorted. */
  public List<String> registered() {
    return names.keySet().stream().sorted().toList();
  }

  public void addAlias(long ref, P process) {
    aliases.put(ref, process);
  }

  public void removeAlias(long ref) {
    aliases.remove(ref);
  }

  /** How many aliases are active. */
  public int aliasCount() {
    return aliases.size();
  }

  /** The process an active alias denotes, or null. */
  public @Nullable P alias(long ref) {
    return aliases.get(ref);
  }
}
