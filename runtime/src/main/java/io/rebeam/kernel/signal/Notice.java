package io.rebeam.kernel.signal;

import io.rebeam.kernel.handle.Endpoint;
import io.rebeam.kernel.term.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message the runtime itself writes. It stays Java until Python looks at it, so that it can be
 * sent by any thread and shown without Python.
 */
public sealed interface Notice {
  /** A trapped exit signal: {@code Exit(sender, reason)}. */
  record ExitNotice(@Nullable Endpoint sender, ExitReason reason) implements Notice {}

  /**
   * The end of a monitored process: {@code Down(ref, target, reason)}, or with a tag {@code
   * TaggedDown(tag, ref, target, reason)}.
   */
  record DownNotice(
      long ref,
      @Nullable Endpoint target,
      @Nullable String name,
      ExitReason reason,
      @Nullable Object tag)
      implements Notice {}

  /**
   * Processes have joined a group that is watched, or left it: {@code (ref, what, group, pids)}.
   */
  record GroupNotice(long ref, boolean isJoin, Term group, List<? extends Endpoint> members)
      implements Notice {}

  /** A table has been given to the receiver: {@code TableTransfer(table, sender, data)}. */
  record TableNotice(long table, Endpoint from, Term data) implements Notice {}

  /** An expired {@code start_timer}: {@code TimerFired(ref, message)}. */
  record TimerNotice(long ref, Object message) implements Notice {}

  /**
   * A tick of {@code send_interval}: {@code message} itself. All ticks have the one object; the
   * receiver gets a copy of it.
   */
  record TickNotice(Object message) implements Notice {}
}
