package io.rebeam.node;

import io.rebeam.program.Program;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * How a node starts.
 *
 * @param out where {@code sys.stdout} of all processes goes; bytes arrive from any runtime thread
 * @param err where {@code sys.stderr} and crash reports go
 * @param in what {@code sys.stdin} reads
 * @param pythonLibrary the folder that holds the package {@code rebeam}
<<<<<<< HEAD
 * @param limits what the node sets bounds to
 * @param program the program it is part of
 * @param python what is asked of Python itself
=======
 * @param limits the limits of the node
 * @param program the program that the node is part of
>>>>>>> 8537b7f62b4b09a4afb03b3cd989b8733344d059
 */
public record NodeOptions(
    OutputStream out,
    OutputStream err,
    InputStream in,
    Path pythonLibrary,
    NodeLimits limits,
<<<<<<< HEAD
    Program program,
    PythonSettings python) {
  /** A node in a program that has no signals and no end of its own, such as a test. */
=======
    Program program) {
  /** A node in a program without signal handling and without an end of its own, such as a test. */
>>>>>>> 8537b7f62b4b09a4afb03b3cd989b8733344d059
  public NodeOptions(
      OutputStream out, OutputStream err, InputStream in, Path pythonLibrary, NodeLimits limits) {
    this(out, err, in, pythonLibrary, limits, Program.plain(), PythonSettings.NONE);
  }
}
