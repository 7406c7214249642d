package io.rebeam.shell.input;

/** A part of a piped script that is run as a whole. */
public sealed interface Piece {

  /**
   * The Python source between two commands, starting at its first line that is not blank.
   *
   * @param firstLine the number of its first line in the whole script, from 1
   * @param text the source as written, line ends included
   */
  record Code(int firstLine, String text) implements Piece {}

  /**
   * The line that starts with a colon.
   *
   * @param line its number in the whole script, from 1
   * @param text the line from its colon on, without line end and trailing spaces
   */
  record Command(int line, String text) implements Piece {}
}
