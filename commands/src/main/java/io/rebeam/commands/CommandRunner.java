package io.rebeam.commands;

import io.rebeam.render.OutputMode;
import java.util.List;

/** Runs commands for another command and returns their answers as text. */
public interface CommandRunner {
  /**
   * Runs a command as if it had been typed.
   *
   * @param words the command with its colon, and its arguments
   * @param mode the output that the answer is written for
   */
  Answer run(List<String> words, OutputMode mode);

  /** Whether there is such a command. */
  boolean has(String command);

  /** Whether there is such a command and it is an {@link InspectionCommand}. */
  boolean isInspection(String command);

  /** The names of the inspection commands, colons included. */
  List<String> inspections();

  /**
   * The answer of a command.
   *
   * @param code an exit code of {@link ExitCodes}
   * @param text answer and errors, with a line break at the end of each line
   */
  record Answer(int code, String text) {}
}
