/**
 * Tracing: what chosen processes send, receive, spawn, link, register, and how they end, told while
 * it happens and always within limits.
 *
 * <p>Start from {@link io.rebeam.trace.Traces}.
 */
@NullMarked
package io.rebeam.trace;

import org.jspecify.annotations.NullMarked;
