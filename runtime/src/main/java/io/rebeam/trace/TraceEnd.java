package io.rebeam.trace;

/**
 * The end of a trace.
 *
 * @param events the number of events passed to the listener
 * @param dropped the number of events dropped, because of the rate limit or a full queue
 * @param stop the cause of the end
 * @param failures how often the predicate raised; such messages do not match
 * @param firstFailure its first exception, {@code TypeError: …}; empty without one
 */
public record TraceEnd(
    long events, long dropped, TraceStop stop, long failures, String firstFailure) {}
