package io.rebeam.shell.input;

/** Whether a piece of Python source can be run as it is. */
public sealed interface Completeness {

  /** The text can be run, or Python refuses it whatever follows. */
  record Complete() implements Completeness {}

  /**
   * The text needs at least one more line.
   *
   * @param indent the number of spaces to suggest at the start of the next line
   */
  record Incomplete(int indent) implements Completeness {}
}
