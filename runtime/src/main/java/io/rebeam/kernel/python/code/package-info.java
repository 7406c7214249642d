/**
 * Whose code a file is, where code is in its source, and the lines of that source. Frames and
 * coroutines of GraalPy are read here and nowhere else. {@code LibraryCode} is made before the
 * library is booted; {@code Sources} owns the lines of typed code.
 */
@NullMarked
package io.rebeam.kernel.python.code;

import org.jspecify.annotations.NullMarked;
