package io.rebeam.kernel.process;

/**
 * One establishing of a link between two processes (semantics C1). When both sides link at the same
 * time there are two; both sides keep the one with the lower serial, so an unlink means the same
 * link on both sides (C11).
 *
 * @param serial unique in the node
 * @param creator the side that called {@code link} or {@code spawn_link}
 * @param peer the other side
 */
public record Link(long serial, LocalProcess creator, LocalProcess peer) {
  LocalProcess other(LocalProcess side) {
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
