package io.rebeam.commands.screen;

import io.rebeam.render.OutputMode;
import java.time.Duration;
import java.util.List;

/** The content of a whole screen, and the effects of keys. */
interface Show {
  /** The time between two refreshes without a key. */
  Duration interval();

  /** Reads its content again. */
  void refresh();

  /**
   * The lines of the screen.
   *
   * @param rows the maximum number of lines
   * @param mode the width and the output mode
   */
  List<String> picture(int rows, OutputMode mode);

  /** Handles a key. Returns false when the key leaves the screen. */
  boolean press(Key key);

  /** Called when it is not shown any more. */
  default void close() {}
}
