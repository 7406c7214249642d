package io.rebeam.commands.screen;

/** A terminal that a command may take for itself. */
@FunctionalInterface
public interface FullScreen {
  /**
   * Takes the terminal until the canvas is closed; what others print meanwhile is shown then. One
   * canvas at a time.
   */
  Canvas open();
}
