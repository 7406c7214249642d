package io.rebeam.kernel.python.primitive;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/**
 * A function of the host module that is a foreign object for Python: the interpreter lock is free
 * while it runs, unless the calling thread keeps it. {@link HotPrimitive} for those that are called
 * at every message. It never runs user code.
 *
 * <p>One class for all of them: a call site of Python takes foreign objects of four classes fast,
 * and all primitives are called at the same one.
 */
@ExportLibrary(InteropLibrary.class)
public final class Primitive implements TruffleObject {
  /** What a primitive does. Arguments and result are Python's. */
  @FunctionalInterface
  public interface Body {
    Object call(Object[] arguments);
  }

  private final Body body;
  private final Caller caller;

  Primitive(Body body, Caller caller) {
    this.body = body;
    this.caller = caller;
  }

  @ExportMessage
  boolean isExecutable() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object execute(Object[] arguments) {
    try {
      return body.call(arguments);
    } catch (RuntimeException e) {
      throw caller.errors().inPython(e);
    }
  }
}
