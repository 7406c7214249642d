package io.rebeam.commands.screen;

/** A terminal for commands that use the whole screen. */
@FunctionalInterface
public interface FullScreen {
  /**
   * Takes the terminal until the canvas is closed; the output of processes is held back until then.
   * One canvas at a time.
   */
  Canvas open();
}
