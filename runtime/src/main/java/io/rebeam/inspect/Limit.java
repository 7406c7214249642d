package io.rebeam.inspect;

/**
 * Something a node has a bound for.
 *
 * @param name what it is, in words: {@code processes}
 * @param used how much of it is in use
 * @param max the bound
 * @param bytes whether both are bytes
 */
public record Limit(String name, long used, long max, boolean bytes) {
  /** The share in use, 0 to 1. */
  public double share() {
    return max <= 0 ? 0 : (double) used / max;
  }
}
