package io.rebeam.shell.input;

/** Whether an input can be evaluated, or more lines have to follow. */
public sealed interface Completeness {
  /** It can be evaluated, perhaps to a syntax error. */
  record Complete() implements Completeness {}

  /**
   * More has to follow.
   *
   * @param indent the indentation that the next line probably has, in spaces
   */
  record Incomplete(int indent) implements Completeness {}
}
