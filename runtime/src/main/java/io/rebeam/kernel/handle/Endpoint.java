package io.rebeam.kernel.handle;

/**
 * A process as signals and shared values name it. It is implemented by the process itself, which
 * those packages do not depend on.
 */
public interface Endpoint extends PythonHandle {
  /** The number in its pid; never used again in its node (semantics A30). */
  long serial();
}
