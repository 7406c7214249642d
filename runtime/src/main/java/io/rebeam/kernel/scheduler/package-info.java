/**
 * Who runs when: a {@link io.rebeam.kernel.scheduler.Scheduler} steps coroutine processes on its
 * carrier thread; blocking processes have threads of their own.
 */
@NullMarked
package io.rebeam.kernel.scheduler;

import org.jspecify.annotations.NullMarked;
