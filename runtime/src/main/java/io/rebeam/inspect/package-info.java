/**
 * Inspection of a running node: mailboxes, stacks, timers, load and memory.
 *
 * <p>Start from {@link io.rebeam.inspect.Inspector}, which {@code Node.inspector()} hands out. All
 * else are immutable records; any thread may use them.
 */
@NullMarked
package io.rebeam.inspect;

import org.jspecify.annotations.NullMarked;
