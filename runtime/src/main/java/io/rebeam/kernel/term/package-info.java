/**
 * Immutable values of programs, apart from any Python context: the keys and values of what
 * processes share.
 */
@NullMarked
package io.rebeam.kernel.term;

import org.jspecify.annotations.NullMarked;
