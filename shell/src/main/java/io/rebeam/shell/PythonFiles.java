package io.rebeam.shell;

import io.rebeam.node.NodeOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Where the files of the Python side are.
 *
 * @param library the folder that holds the package {@code rebeam}
 * @param bytecodeCache where compiled modules are kept
 */
public record PythonFiles(Path library, Path bytecodeCache) {
  /** The options of a node with these streams. */
  public NodeOptions nodeOptions(OutputStream out, OutputStream err, InputStream in) {
    return new NodeOptions(out, err, in, library, bytecodeCache);
  }
}
