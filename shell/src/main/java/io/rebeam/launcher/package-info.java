/**
 * From the command line to a running session: what happens before and after the shell.
 *
 * <p>Start from {@link io.rebeam.launcher.Main}.
 */
@NullMarked
package io.rebeam.launcher;

import org.jspecify.annotations.NullMarked;
