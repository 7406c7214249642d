/**
 * What processes send one another: messages and the other signals of semantics B1.
 *
 * <p>Start from {@link io.rebeam.kernel.signal.Signal}. A signal is immutable once sent, but for
 * its place in one queue, which that queue owns. Processes appear as {@link
 * io.rebeam.kernel.handle.Endpoint}s: this package does not depend on the process.
 */
@NullMarked
package io.rebeam.kernel.signal;

import org.jspecify.annotations.NullMarked;
