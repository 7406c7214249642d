package io.rebeam.kernel.process;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What only some processes have: links, monitors, aliases, a label, a dictionary. Made when first
 * needed, so that an idle process stays small. Guarded by its process's lock.
 */
final class Relations {
  final Map<LocalProcess, Link> links = new LinkedHashMap<>(4);
  final Map<Long, Monitor> monitors = new LinkedHashMap<>(4);
  final Map<Long, Monitor> monitoredBy = new LinkedHashMap<>(4);

  /** Active aliases; the value tells whether the alias ends with its monitor (D16). */
  final Map<Long, Boolean> aliases = new HashMap<>(4);

  /** Timers that send to it; they end with it (G5). */
  final Set<Long> timers = new HashSet<>(4);

  @Nullable String name;
  long nameSinceNanos;
  @Nullable String label;
  @Nullable Object labelTerm;
  @Nullable Object dictionary;
  @Nullable DeathListener deathListener;
}
