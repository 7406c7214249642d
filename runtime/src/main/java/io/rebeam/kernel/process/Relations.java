package io.rebeam.kernel.process;

import io.rebeam.kernel.collection.SmallMap;
import io.rebeam.kernel.signal.Link;
import io.rebeam.kernel.signal.Monitor;
import io.rebeam.kernel.signal.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What only some processes have: links, monitors, aliases, a label, a dictionary. It is made when
 * first needed, so that an idle process stays small. Guarded by the lock of its process.
 */
final class Relations {
  /** The links by peer; more than one only when both sides link at the same time (C11). */
  final Map<LocalProcess, List<Link>> links = new SmallMap<>();

  final Map<Long, Monitor> monitors = new SmallMap<>();
  final Map<Long, Monitor> monitoredBy = new SmallMap<>();

  /** Active aliases, and what ends them (D16). */
  final Map<Long, Aliases.Mode> aliases = new SmallMap<>();

  /** Requests that came while it unwinds; answered at its end (A20 step 9). */
  final List<Signal> unanswered = new ArrayList<>(0);

  /** Timers that send to it; they end with it (G5). */
  final Set<Long> timers = Collections.newSetFromMap(new SmallMap<>());

  /** The processes that have suspended it, and how often (I9). */
  final Map<LocalProcess, Integer> suspenders = new SmallMap<>();

  /** The processes it has suspended, and how often. */
  final Map<LocalProcess, Integer> suspending = new SmallMap<>();

  /** What it has outside of itself, and what ends with it. */
  final Set<Holding> holdings = Collections.newSetFromMap(new SmallMap<>());

  @Nullable String name;
  long nameSinceNanos;
  @Nullable String label;
  @Nullable Object labelTerm;
  @Nullable Object dictionary;
  @Nullable ExitListener exitListener;

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
