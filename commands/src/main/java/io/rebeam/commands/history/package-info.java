/**
 * The commands about the past: processes that have ended, crash reports.
 *
 * <p>Start from {@link io.rebeam.commands.history.DeadCommand}.
 */
@NullMarked
package io.rebeam.commands.history;

import org.jspecify.annotations.NullMarked;
