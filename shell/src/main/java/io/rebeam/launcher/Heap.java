package io.rebeam.launcher;

import io.rebeam.shell.batch.ProgramText.UnreadableException;

/** The heap of the Java virtual machine, as {@code -J-Xmx…} sets it. */
final class Heap {
  private static final int MIN_MEGABYTES = 64;

  /** A collector may hold back a part of what it was given. */
  private static final double USABLE = 0.9;

  private Heap() {}

  /**
   * Called before Python is started: in less than it needs, the start would not end.
   *
   * @throws UnreadableException when the heap is too small
   */
  static void check() throws UnreadableException {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    if (megabytes < MIN_MEGABYTES * USABLE) {
      throw new UnreadableException(
          "a heap of %d MB is too small for Python: give it %d MB or more, as with -J-Xmx256m"
              .formatted(megabytes, MIN_MEGABYTES));
    }
  }
}
