package io.rebeam.kernel.trace;

import io.rebeam.kernel.handle.PythonHandle;
import io.rebeam.trace.TraceKind;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was captured, on the thread of the traced process. Python holds it as an opaque
 * handle.
 */
public final class Capture implements PythonHandle {
  final TraceKind kind;
  final long nanos;

  /** Who did it, and the other process, 0 for none. */
  final long process;

  final long peer;

  /** What it is about, as text: a message may be changed by its receiver any time. */
  final String text;

  /** How long the message waited; -1 for other events. */
  final long waitedNanos;

  /** The message itself, for the predicate; null when there is none. */
  private final @Nullable Object message;

  /** What the predicate said; null while it has not. Written once by any thread. */
  private volatile @Nullable Verdict verdict;

  /** The answer of a predicate; {@code failure} is what it raised, or empty. */
  record Verdict(boolean matches, String failure) {
    static final Verdict YES = new Verdict(true, "");
  }

  Capture(
      TraceKind kind,
      long nanos,
      long process,
      long peer,
      String text,
      long waitedNanos,
      @Nullable Object message) {
    this.kind = kind;
    this.nanos = nanos;
    this.process = process;
    this.peer = peer;
    this.text = text;
    this.waitedNanos = waitedNanos;
    this.message = message;
  }

  /** When it was captured, in ticker nanoseconds. */
  public long nanos() {
    return nanos;
  }

  public @Nullable Object message() {
    return message;
  }

  /** The predicate has answered. */
  public void decide(boolean matches, String failure) {
    verdict = new Verdict(matches, failure);
  }

  @Nullable Verdict verdict() {
    return message == null ? Verdict.YES : verdict;
  }
}
