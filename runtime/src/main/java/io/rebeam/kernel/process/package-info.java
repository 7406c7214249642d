/**
 * The process itself: {@link io.rebeam.kernel.process.LocalProcess}, its links and monitors, and
 * the table of all. Each mutable field is guarded by the process's own lock or is a state word with
 * its protocol written above it.
 */
@NullMarked
package io.rebeam.kernel.process;

import org.jspecify.annotations.NullMarked;
