package io.rebeam.commands.session;

import io.rebeam.commands.Evaluation;

/** Calls of functions of the library, as inputs of a session that are no cells. */
final class PythonCall {
  /** The name that the frames of the library have, which errors leave out. */
  static final String LIBRARY = "<rebeam>";

  private PythonCall() {}

  /** The call of a function of {@code rebeam._shell.commands}. */
  static Evaluation command(String name, String argument) {
    String program = "await __rebeam__.command('%s', %s)".formatted(name, literal(argument));
    return session -> session.run(program, LIBRARY, 1);
  }

  /** A text as Python reads it. */
  static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r") + '"';
  }
}
