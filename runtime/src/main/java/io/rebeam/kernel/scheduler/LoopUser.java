package io.rebeam.kernel.scheduler;

/**
 * What a process is stepped by since it uses the asyncio loop.
 *
 * @param stepper the Python object that stands for its coroutine
 * @param onLoopThread whether the loop's thread may run it; not so for an evaluator, whose input
 *     may run a loop of its own
 */
public record LoopUser(Object stepper, boolean onLoopThread) {}
