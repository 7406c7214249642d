package io.rebeam.shell.input;

/** A part of a script that is run before the next one is looked at. */
public sealed interface Piece {
  /**
   * Python code.
   *
   * @param firstLine where it starts in the script, from 1
   */
  record Code(int firstLine, String text) implements Piece {}

  /**
   * A {@code :command}.
   *
   * @param line where it stands in the script, from 1
   */
  record Command(int line, String text) implements Piece {}
}
