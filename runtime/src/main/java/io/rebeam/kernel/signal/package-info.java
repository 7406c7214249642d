/**
 * What processes send one another: messages and the other signals of semantics B1.
 *
 * <p>Start from {@link io.rebeam.kernel.signal.Signal}. A signal is immutable once sent, but for
 * its place in one queue, which the queue it is in owns.
 */
@NullMarked
package io.rebeam.kernel.signal;

import org.jspecify.annotations.NullMarked;
