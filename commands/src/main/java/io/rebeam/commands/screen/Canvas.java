package io.rebeam.commands.screen;

import java.time.Duration;
import java.util.List;

/**
 * A whole terminal, with its keys. Used by one thread; only {@link #close}, which restores the
 * terminal, may be called by any thread.
 */
public interface Canvas extends AutoCloseable {
  /** Columns of the window as it is now. */
  int columns();

  /** Lines of the window as it is now. */
  int rows();

  /** Shows these lines and nothing else, cut to the window. They may have ANSI colours. */
  void draw(List<String> lines);

  /**
   * Waits for a key or a new size of the window.
   *
   * @param atMost the longest wait; {@link Key#NONE} after it
   */
  Key read(Duration atMost) throws InterruptedException;

  @Override
  void close();
}
