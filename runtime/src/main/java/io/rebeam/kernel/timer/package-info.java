/** Timers: {@link io.rebeam.kernel.timer.TimerService}, one thread for all of a node. */
@NullMarked
package io.rebeam.kernel.timer;

import org.jspecify.annotations.NullMarked;
