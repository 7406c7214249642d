package io.rebeam.commands.screen;

import java.time.Duration;
import java.util.List;

/**
 * A whole terminal, with its keys. Used by one thread, but for {@link #close}, which any thread may
 * call and which gives the terminal back as it was.
 */
public interface Canvas extends AutoCloseable {
  /** Columns of the window as it is now. */
  int columns();

  /** Lines of the window as it is now. */
  int rows();

  /** Shows these lines and nothing else; what does not fit is cut. They may have ANSI colours. */
  void draw(List<String> lines);

  /**
   * Waits for a key or a new size of the window.
   *
   * @param atMost how long; then {@link Key#NONE}
   */
  Key read(Duration atMost) throws InterruptedException;

  @Override
  void close();
}
