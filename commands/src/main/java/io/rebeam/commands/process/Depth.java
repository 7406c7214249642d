package io.rebeam.commands.process;

import io.rebeam.error.BadArgumentException;

/** What {@code --depth} takes. */
final class Depth {
  private static final int MAX = 100;

  private Depth() {}

  /**
   * {@code depth} itself.
   *
   * @throws BadArgumentException when nothing would be drawn, or without end
   */
  static int checked(int depth) {
    if (depth < 1 || depth > MAX) {
      throw new BadArgumentException("--depth takes 1 to %d, not %d".formatted(MAX, depth));
    }
    return depth;
  }
}
