/**
 * Tracing of processes: which are traced, what of it is told, and the thread that tells it.
 *
 * <p>Start from {@link io.rebeam.kernel.trace.Tracing}.
 */
@NullMarked
package io.rebeam.kernel.trace;

import org.jspecify.annotations.NullMarked;
