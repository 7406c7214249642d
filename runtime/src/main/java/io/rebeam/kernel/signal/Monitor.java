package io.rebeam.kernel.signal;

import io.rebeam.kernel.handle.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One monitor (semantics D1).
 *
 * @param ref the serial of its reference
 * @param watcher the process that gets the message
 * @param target the process that is watched; null for a name that was not registered
 * @param name the name it was set up by, or null (D2)
 * @param tag what marks its message in place of {@code Down}, or null (D15)
 */
public record Monitor(
    long ref,
    Endpoint watcher,
    @Nullable Endpoint target,
    @Nullable String name,
    @Nullable Object tag) {
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ref);
  }
}
