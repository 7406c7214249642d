package io.rebeam.kernel.python;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What becomes of an exception of Java that a primitive throws: a bug of ours. Python's handlers
 * would let it pass, and it would end the calling process without its {@code finally} and without a
 * word. So it becomes a {@code SystemError} of the caller, and the node's error sink is told.
 */
final class InternalErrors {
  /** Bugs that are told; one that has been told before, or a flood of them, is not. */
  private static final int MOST_TOLD = 100;

  private final Callbacks callbacks;
  private final Consumer<Throwable> sink;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param sink is told of each bug once
   */
  InternalErrors(Callbacks callbacks, Consumer<Throwable> sink) {
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
    if (told.size() < MOST_TOLD && told.add(text)) {
      sink.accept(thrown);
    }
    callbacks.call("raise_internal", PythonContext.pythonText(text));
    return thrown;
  }
}
