package io.rebeam.kernel.python;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/**
 * A function of the host module. One class for each hot one, so that the compiler inlines it into
 * the Python code that calls it (design D3); {@link Cold} for the rest. A primitive never runs user
 * code and never waits, but for the two that park a thread.
 */
@ExportLibrary(InteropLibrary.class)
abstract class Primitive implements TruffleObject {
  @ExportMessage
  final boolean isExecutable() {
    return true;
  }

  @ExportMessage
  final Object execute(Object[] arguments) {
    return call(arguments);
  }

  abstract Object call(Object[] arguments);

  /** What a primitive that need not be inlined does. */
  @FunctionalInterface
  interface Body {
    Object call(Object[] arguments);
  }

  /** A primitive off the hot path. */
  static final class Cold extends Primitive {
    private final Body body;

    Cold(Body body) {
      this.body = body;
    }

    @Override
    @TruffleBoundary
    Object call(Object[] arguments) {
      return body.call(arguments);
    }
  }
}
