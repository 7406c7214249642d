package io.rebeam.node;

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
 * @param limits what the node sets bounds to
 */
public record NodeOptions(
    OutputStream out, OutputStream err, InputStream in, Path pythonLibrary, NodeLimits limits) {}
