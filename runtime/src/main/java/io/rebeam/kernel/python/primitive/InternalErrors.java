package io.rebeam.kernel.python.primitive;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import io.rebeam.kernel.python.Callbacks;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.library.JavaExceptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Raises an exception of Java that a primitive throws, a bug of ours, as a {@code SystemError} in
 * the calling process, and passes it to the node's error sink. By itself it would pass Python's
 * handlers and end the process without its {@code finally} and without a report.
 */
public final class InternalErrors {
  /** How many bugs are passed to the sink at most, each once. */
  private static final int MAX_REPORTED = 100;

  private final Callbacks callbacks;
  private final Consumer<Throwable> sink;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /**
   * @param sink gets each bug once
   */
  public InternalErrors(Callbacks callbacks, Consumer<Throwable> sink) {
    this.callbacks = callbacks;
    this.sink = sink;
  }

  /**
   * What to throw for {@code thrown}: itself, if it is Python's or the engine's. Else it does not
   * return, but raises in Python. What ends a process or the node is an {@code Error} and does not
   * come here.
   */
  @TruffleBoundary
  RuntimeException inPython(RuntimeException thrown) {
    if (JavaExceptions.isMeantToPass(thrown)) {
      return thrown;
    }
    String text = thrown.toString();
    if (reported.size() < MAX_REPORTED && reported.add(text)) {
      sink.accept(thrown);
    }
    callbacks.call("raise_internal", PythonContext.pythonText(text));
    return thrown;
  }
}
