/**
 * The behaviour of processes as Python programs see it. The names of the tests cite the cases of
 * the process semantics that they check.
 */
@NullMarked
package io.rebeam.semantics;

import org.jspecify.annotations.NullMarked;
