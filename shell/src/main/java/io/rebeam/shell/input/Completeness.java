package io.rebeam.shell.input;

/** The answer to whether a piece of Python source can be run as it stands. */
public sealed interface Completeness {

  /** The text that can be run, or that Python will refuse whatever follows it. */
  record Complete() implements Completeness {}

  /**
   * The text that needs at least one more line.
   *
   * @param indent the number of spaces to suggest at the start of the next line
   */
  record Incomplete(int indent) implements Completeness {}
}
