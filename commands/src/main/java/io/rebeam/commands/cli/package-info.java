/**
 * The command line of the program: from {@code argv} to an {@link
 * io.rebeam.commands.cli.Invocation}, with no other effect than help, version and usage errors.
 *
 * <p>Start from {@link io.rebeam.commands.cli.CommandLineParser#parse}.
 */
@NullMarked
package io.rebeam.commands.cli;

import org.jspecify.annotations.NullMarked;
