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
 * @param limits the limits of the node
 * @param program the program that the node is part of
 * @param python the settings of the Python interpreter
 */
public record NodeOptions(
    OutputStream out,
    OutputStream err,
    InputStream in,
    Path pythonLibrary,
    NodeLimits limits,
    Program program,
    PythonSettings python) {
  /** A node in a program without signal handling and without an end of its own, such as a test. */
  public NodeOptions(
      OutputStream out, OutputStream err, InputStream in, Path pythonLibrary, NodeLimits limits) {
    this(out, err, in, pythonLibrary, limits, Program.plain(), PythonSettings.NONE);
  }
}
