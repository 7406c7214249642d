package io.rebeam.commands;

import io.rebeam.render.OutputMode;
import java.util.List;

/** Runs commands for another command and hands their answers over as text. */
public interface CommandRunner {
  /**
   * Runs a command as if it had been typed.
   *
   * @param words the command with its colon, and its arguments
   * @param mode what the answer is written for
   */
  Answer run(List<String> words, OutputMode mode);

  /** Whether there is such a command. */
  boolean knows(String command);

  /** Whether there is such a command, and it only looks: {@link InspectionCommand}. */
  boolean looks(String command);

  /** The names of the commands that only look, colons included. */
  List<String> looking();

  /**
   * What a command said.
   *
   * @param code an exit code of {@link ExitCodes}
   * @param text answer and errors, with a line break at the end of each line
   */
  record Answer(int code, String text) {}
}
