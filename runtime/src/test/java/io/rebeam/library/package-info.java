/** Checks the sources of the Python library with Python's own tools. */
@NullMarked
package io.rebeam.library;

import org.jspecify.annotations.NullMarked;
