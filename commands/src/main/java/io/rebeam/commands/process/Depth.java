package io.rebeam.commands.process;

import io.rebeam.error.BadArgumentException;

/** The bounds of {@code --depth}. */
public final class Depth {
  private static final int MAX = 100;

  private Depth() {}

  /**
   * Checks a depth.
   *
   * @throws BadArgumentException when it is too small or too large
   */
  public static void check(int depth) {
    if (depth < 1 || depth > MAX) {
      throw new BadArgumentException("--depth takes 1 to %d, not %d".formatted(MAX, depth));
    }
  }
}
