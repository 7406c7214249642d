package io.rebeam.trace;

/**
 * How a trace has ended.
 *
 * @param events how many events were told
 * @param dropped how many were not, because there were too many a second, or nobody took them
 * @param stop why it has ended
 * @param failures how often the predicate raised; such messages do not match
 * @param firstFailure what it raised first, {@code TypeError: …}; empty when it did not
 */
public record TraceEnd(
    long events, long dropped, TraceStop stop, long failures, String firstFailure) {}
