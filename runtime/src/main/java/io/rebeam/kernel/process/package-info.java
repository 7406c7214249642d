/**
 * The process itself: {@link io.rebeam.kernel.process.LocalProcess}, one object with its state; a
 * class for each of its protocols; and the directory of all processes. Each mutable field is
 * guarded by the process's own lock, belongs to the thread that runs the process, or is a state
 * word whose protocol is written in the class that changes it.
 *
 * <p>The package reaches the scheduler through {@link io.rebeam.kernel.process.ProcessHost}, and
 * what watches processes through {@link io.rebeam.kernel.process.ProcessObserver}.
 */
@NullMarked
package io.rebeam.kernel.process;

import org.jspecify.annotations.NullMarked;
