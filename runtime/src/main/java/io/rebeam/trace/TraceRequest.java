package io.rebeam.trace;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to trace processes.
 *
 * @param target {@code all}, or a process as {@link io.rebeam.node.Node#resolve} takes it. A name
 *     stands for the process that holds it while the trace runs, a label for all processes that
 *     have it
 * @param kinds which events
 * @param limits the limits of the trace
 * @param predicate a Python expression over {@code msg}; messages for which it is not true are left
 *     out. Null for all messages. A process of its own evaluates it
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
