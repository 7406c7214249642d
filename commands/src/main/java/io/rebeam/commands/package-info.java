/**
 * The parts shared by all commands: context, options, errors and exit codes.
 *
 * <p>A command is one picocli class that parses its words, reads from the node and passes a {@link
 * io.rebeam.render.View} to {@link io.rebeam.commands.OutputOptions}. Start from {@code
 * io.rebeam.commands.shell.ShellCommands} for the commands of the prompt, and from {@code
 * io.rebeam.commands.cli.CommandLineParser} for the command line.
 */
@NullMarked
package io.rebeam.commands;

import org.jspecify.annotations.NullMarked;
