/**
 * What the node keeps of processes that have ended and of what went wrong: a fixed number of small
 * objects, without references to Python values.
 */
@NullMarked
package io.rebeam.kernel.history;

import org.jspecify.annotations.NullMarked;
