/**
 * The commands about the node as a whole, its load, memory, names and timers, and {@code :info},
 * which shows a process or the node.
 *
 * <p>Start from {@link io.rebeam.commands.node.InfoCommand}.
 */
@NullMarked
package io.rebeam.commands.node;

import org.jspecify.annotations.NullMarked;
