package io.rebeam.inspect;

/**
 * A limit of a node.
 *
 * @param name the thing that is limited: {@code processes}
 * @param used the amount in use
 * @param max the limit
 * @param bytes whether both are bytes
 */
public record Limit(String name, long used, long max, boolean bytes) {
  /** The share in use, 0 to 1. */
  public double share() {
    return max <= 0 ? 0 : (double) used / max;
  }
}
