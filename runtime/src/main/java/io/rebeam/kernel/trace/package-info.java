/**
 * Tracing of processes: which are traced, which events are kept, and the thread that passes them to
 * the listener.
 *
 * <p>Start from {@link io.rebeam.kernel.trace.Tracing}.
 */
@NullMarked
package io.rebeam.kernel.trace;

import org.jspecify.annotations.NullMarked;
