package io.rebeam.kernel.signal;

/**
 * A process as signals name it, as their sender or their receiver. It is implemented by the process
 * itself, which this package does not depend on.
 */
public interface Endpoint {
  /** The number in its pid; never used again in its node (semantics A30). */
  long serial();
}
