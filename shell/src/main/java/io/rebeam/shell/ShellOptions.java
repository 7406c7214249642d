package io.rebeam.shell;

import io.rebeam.node.NodeLimits;
import io.rebeam.node.PythonSettings;
import io.rebeam.program.Program;
import java.nio.file.Path;
import java.util.List;

/**
 * How an interactive session is set up.
 *
 * @param argv {@code sys.argv}
 * @param programPath the program that ran before the prompt, or empty
 * @param path folders for the front of {@code sys.path}
 * @param quiet whether to leave the banner out
 * @param debug whether internal errors come with Java stack traces
 * @param style how lines are read
 * @param history the file of earlier inputs
 * @param limits what the node sets bounds to
 * @param program the program that this is
 * @param python what is asked of Python itself
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
  /** How lines are read. */
  public enum Style {
    /** With the line editor. */
    EDITED,
    /** As the terminal gives them, without escape sequences. */
    PLAIN,
    /** From a pipe; what is read is shown. */
    ECHOED
  }

  public ShellOptions {
    argv = List.copyOf(argv);
    path = List.copyOf(path);
  }
}
