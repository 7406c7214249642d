package io.rebeam.shell;

import io.rebeam.node.NodeLimits;
import io.rebeam.node.PythonSettings;
import io.rebeam.program.Program;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of an interactive session.
 *
 * @param argv {@code sys.argv}
 * @param programPath the program that ran before the prompt, or empty
 * @param path folders for the front of {@code sys.path}
 * @param quiet whether to leave the banner out
 * @param debug whether internal errors come with Java stack traces
 * @param style the way of reading lines
 * @param history the file of earlier inputs
 * @param limits the limits of the node
 * @param program this program, for the node
 * @param python the settings of the Python interpreter
 */
public record ShellOptions(
    List<String> argv,
    String programPath,
    List<String> path,
    boolean quiet,
    boolean debug,
    Style style,
    Path history,
    NodeLimits limits,
    Program program,
    PythonSettings python) {
  /** The ways of reading lines. */
  public enum Style {
    /** With the line editor. */
    EDITED,
    /** Without an editor and without escape sequences, from a dumb terminal. */
    PLAIN,
    /** From a pipe; the lines are echoed. */
    ECHOED
  }

  public ShellOptions {
    argv = List.copyOf(argv);
    path = List.copyOf(path);
  }
}
