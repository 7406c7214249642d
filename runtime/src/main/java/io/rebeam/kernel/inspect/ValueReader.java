package io.rebeam.kernel.inspect;

import io.rebeam.kernel.process.LocalProcess;
import java.util.List;

/**
 * Reads Python values and coroutines from outside: without the interpreter lock and without any
 * Python code. Any thread.
 */
public interface ValueReader {
  /** The value as Python would show it, cut to a sensible length. */
  String text(Object value);

  /** The value as Python would show it; cut after a million characters only. */
  String wholeText(Object value);

  /** What a message is counted under: the string that starts a tuple, else its type's name. */
  String tag(Object message);

  /**
   * About how much memory messages take.
   *
   * @param payloads some of them; the others are taken to be alike
   * @param count how many there are
   */
  long bytes(List<Object> payloads, long count);

  /** How many coroutines of a process await each other. */
  int coroutines(LocalProcess process);

  /**
   * The place where a coroutine process waits or last yielded, {@code app.py:12 worker}: the
   * innermost coroutine of user code. Empty when it has not started or is a blocking process.
   */
  String where(LocalProcess process);

  /** A reader of the same places that remembers them for one table. */
  PlaceReader places();

  /** Reads where the processes of one table wait. Used by one thread. */
  @FunctionalInterface
  interface PlaceReader {
    /** As {@link ValueReader#where}. */
    String where(LocalProcess process);
  }
}
