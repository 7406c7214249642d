package io.rebeam.kernel.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The {@code contextvars} of one thread: each process has its own, copied from its spawner's, and a
 * thread has those of the process it runs (semantics N.1). Used by the thread itself.
 */
public interface ContextVariables {
  /** Sets the thread's variables; null for none yet. */
  void give(@Nullable Object variables);

  /** Takes the thread's variables away; null when none was used. */
  @Nullable Object take();

  /** A copy of the thread's variables, for a new process; null when none was used. */
  @Nullable Object copy();
}
