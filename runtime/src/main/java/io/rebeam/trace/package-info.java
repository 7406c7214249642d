/**
 * Tracing: messages, spawns, links, names and ends of chosen processes, shown as they happen and
 * always within limits.
 *
 * <p>Start from {@link io.rebeam.trace.Traces}.
 */
@NullMarked
package io.rebeam.trace;

import org.jspecify.annotations.NullMarked;
