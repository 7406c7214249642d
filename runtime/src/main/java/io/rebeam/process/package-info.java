/**
 * Processes as seen from outside: pids, references and immutable snapshots for display.
 *
 * <p>Start from {@link io.rebeam.process.Pid} and {@link io.rebeam.process.ProcessInfo}. Every type
 * here is a value; any thread may use it.
 */
@NullMarked
package io.rebeam.process;

import org.jspecify.annotations.NullMarked;
