package io.rebeam.kernel.signal;

import io.rebeam.kernel.handle.Endpoint;

/**
 * One establishing of a link between two processes (semantics C1). When both sides link at the same
 * time there are two, and each lasts until one side unlinks that very one: so both sides always
 * come to agree (C11).
 *
 * @param serial unique in the node
 * @param creator the side that called {@code link} or {@code spawn_link}
 * @param peer the other side
 */
public record Link(long serial, Endpoint creator, Endpoint peer) {
  /** The other of its two sides. */
  public Endpoint other(Endpoint side) {
    return side == creator ? peer : creator;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(serial);
  }
}
