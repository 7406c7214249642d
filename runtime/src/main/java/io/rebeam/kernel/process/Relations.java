package io.rebeam.kernel.process;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What only some processes have: links, monitors, aliases, a label, a dictionary. Made when first
 * needed, so that an idle process stays small. Guarded by its process's lock.
 */
final class Relations {
  /** The links by peer; more than one only when both sides link at the same time (C11). */
  final Map<LocalProcess, List<Link>> links = new LinkedHashMap<>(4);

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

  void addLink(LocalProcess peer, Link link) {
    links.merge(peer, List.of(link), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
  }

  void dropLink(LocalProcess peer, Link link) {
    links.computeIfPresent(
        peer,
        (_, those) -> {
          List<Link> left = those.stream().filter(one -> one != link).toList();
          return left.isEmpty() ? null : left;
        });
  }
}
