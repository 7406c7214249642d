/**
 * The commands of the prompt as a whole: from a line that starts with {@code :} to an answer and an
 * exit code.
 *
 * <p>Start from {@link io.rebeam.commands.shell.ShellCommands}. One thread at a time may execute
 * commands; completers may read the model meanwhile.
 */
@NullMarked
package io.rebeam.commands.shell;

import org.jspecify.annotations.NullMarked;
