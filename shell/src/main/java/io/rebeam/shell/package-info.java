/**
 * The interactive session: reads cells and commands, and shows their results. Start from {@link
 * io.rebeam.shell.Shell}; one thread, the input thread, owns the terminal's line.
 */
@NullMarked
package io.rebeam.shell;

import org.jspecify.annotations.NullMarked;
