package io.rebeam.launcher;

import io.rebeam.shell.batch.ProgramText.UnreadableException;

/** The heap of the Java virtual machine, as {@code -J-Xmx…} sets it. */
final class Heap {
  private static final int MIN_MEGABYTES = 64;

  /** The part of the heap that is usable, since a collector may reserve some of it. */
  private static final double USABLE = 0.9;

  private Heap() {}

  /**
   * Checks the size of the heap before Python is started: with too small a heap the start would not
   * end.
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
