package io.rebeam.time;

/** A monotonic clock (semantics G18). Any thread may read it. */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since some fixed moment; never goes back. */
  long nanos();

  /** The clock of the Java virtual machine. */
  static Ticker system() {
    return System::nanoTime;
  }
}
