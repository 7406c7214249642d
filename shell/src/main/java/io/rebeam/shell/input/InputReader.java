package io.rebeam.shell.input;

/** Reads one input after another: a cell of one or more lines, or a command. */
public interface InputReader {
  /**
   * Reads one input; output of processes may appear meanwhile.
   *
   * @param number the number of the cell, for the prompt
   * @throws org.jline.reader.UserInterruptException when the input was dropped with Ctrl-C
   * @throws org.jline.reader.EndOfFileException when the user leaves
   */
  String read(int number);

  /** The prompt of a cell. */
  static String prompt(int number) {
    return "rebeam(" + number + ")> ";
  }
}
