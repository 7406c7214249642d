/**
 * The bridge to Python: the context of a scheduler, which owns the interpreter and its callbacks,
 * and the reading of Python values from outside. The subpackages hold the primitives ({@code
 * primitive}, {@code host}), safepoint actions ({@code safepoint}) and what runs in place of
 * GraalPy's own classes ({@code library}). No other package uses GraalPy.
 */
@NullMarked
package io.rebeam.kernel.python;

import org.jspecify.annotations.NullMarked;
