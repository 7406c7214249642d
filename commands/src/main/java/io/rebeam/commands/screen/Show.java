package io.rebeam.commands.screen;

import io.rebeam.render.OutputMode;
import java.time.Duration;
import java.util.List;

/** What a whole screen shows, and what keys do to it. */
interface Show {
  /** How long it stays as it is without a key. */
  Duration interval();

  /** Looks again. */
  void refresh();

  /**
   * The lines of the screen.
   *
   * @param rows how many there may be
   * @param mode the columns, and how text is written in them
   */
  List<String> picture(int rows, OutputMode mode);

  /** Returns false when the key leaves it. */
  boolean press(Key key);

  /** It is not shown any more. */
  default void close() {}
}
