/**
 * The commands that show processes and act on them, and the pure functions from snapshots to
 * answers behind them.
 *
 * <p>Start from {@link io.rebeam.commands.process.PsCommand} and {@link
 * io.rebeam.commands.process.PsTable}.
 */
@NullMarked
package io.rebeam.commands.process;

import org.jspecify.annotations.NullMarked;
