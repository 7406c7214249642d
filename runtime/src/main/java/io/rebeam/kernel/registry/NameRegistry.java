package io.rebeam.kernel.registry;

import io.rebeam.kernel.process.LocalProcess;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Registered names (semantics E) and active aliases (F15) of a node. A name's entry changes only
 * under its process's lock, so that a process and its name agree. Any thread.
 */
public final class NameRegistry {
  private final ConcurrentHashMap<String, LocalProcess> names = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, LocalProcess> aliases = new ConcurrentHashMap<>();

  /** Returns whether the name was free and is now the process's. */
  public boolean claim(String name, LocalProcess process) {
    return names.putIfAbsent(name, process) == null;
  }

  public void release(String name, LocalProcess process) {
    names.remove(name, process);
  }

  /** The holder of the name, or null. */
  public @Nullable LocalProcess whereis(String name) {
    return names.get(name);
  }

  /** All names, sorted. */
  public List<String> registered() {
    return names.keySet().stream().sorted().toList();
  }

  public void addAlias(long ref, LocalProcess process) {
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
  public @Nullable LocalProcess alias(long ref) {
    return aliases.get(ref);
  }
}
