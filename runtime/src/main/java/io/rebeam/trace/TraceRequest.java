package io.rebeam.trace;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to trace.
 *
 * @param target {@code all}, or a process as {@link io.rebeam.node.Node#resolve} takes it. A name
 *     stands for whoever holds it while the trace runs, a label for all processes that have it
 * @param kinds which events
 * @param limits where it ends
 * @param predicate a Python expression over {@code msg}; only messages for which it is true are
 *     told, and other events. Null for all. It is evaluated by a process of its own
 */
public record TraceRequest(
    String target, Set<TraceKind> kinds, TraceLimits limits, @Nullable String predicate) {
  /** The target that stands for every process. */
  public static final String ALL = "all";

  public static final Set<TraceKind> MESSAGES =
      Set.copyOf(EnumSet.of(TraceKind.SEND, TraceKind.RECEIVE));

  public TraceRequest {
    kinds = Set.copyOf(kinds);
  }
}
