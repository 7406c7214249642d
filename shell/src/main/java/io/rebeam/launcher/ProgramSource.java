package io.rebeam.launcher;

import io.rebeam.shell.Startup;
import io.rebeam.shell.input.Piece;
import io.rebeam.shell.input.PythonInput;
import java.util.List;

/**
 * A program to run: one or more texts in order.
 *
 * @param startup its texts
 * @param path the file it came from, or empty
 * @param commands whether lines of it that begin with {@code :} are commands
 */
record ProgramSource(List<Startup> startup, String path, boolean commands) {
  ProgramSource {
    startup = List.copyOf(startup);
  }

  static ProgramSource whole(String text, String fileName, String path) {
    return new ProgramSource(List.of(new Startup(text, fileName, 1)), path, false);
  }

  static ProgramSource withCommands(String text, String fileName) {
    return new ProgramSource(List.of(new Startup(text, fileName, 1)), "", true);
  }

  /** The pieces that batch mode runs one after the other. */
  List<Piece> pieces() {
    if (commands) {
      return PythonInput.pieces(startup.getFirst().source());
    }
    return startup.stream()
        .map(text -> (Piece) new Piece.Code(text.firstLine(), text.source()))
        .toList();
  }

  /** The name in tracebacks. */
  String fileName() {
    return startup.getFirst().fileName();
  }
}
