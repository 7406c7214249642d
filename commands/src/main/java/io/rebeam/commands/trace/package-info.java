/**
 * The command {@code :trace} and the lines it writes.
 *
 * <p>Start from {@link io.rebeam.commands.trace.TraceCommand}.
 */
@NullMarked
package io.rebeam.commands.trace;

import org.jspecify.annotations.NullMarked;
