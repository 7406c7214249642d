package io.rebeam.kernel.python.library;

import com.oracle.graal.python.builtins.PythonBuiltinClassType;
import com.oracle.graal.python.builtins.objects.exception.OSErrorEnum;
import com.oracle.graal.python.builtins.objects.exception.PBaseException;
import com.oracle.graal.python.nodes.PConstructAndRaiseNodeGen;
import com.oracle.graal.python.nodes.call.special.SpecialMethodNotFound;
import com.oracle.graal.python.nodes.util.CannotCastException;
import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.PosixSupportLibrary.UnsupportedPosixFeatureException;
import com.oracle.graal.python.runtime.exception.ExceptionUtils;
import com.oracle.graal.python.runtime.exception.PException;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStoreException;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.UnsupportedSpecializationException;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.ControlFlowException;
import com.oracle.truffle.api.nodes.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an exception of Java in a builtin function of GraalPy: an exception of Python,
 * raised at the call. By itself GraalPy lets it pass {@code except} and {@code finally}, so that it
 * ends the process without a word. Called by GraalPy's interpreter of Python functions, in which
 * the build puts the call ({@code runtime/src/build/GraalPyChanges.java}).
 */
public final class JavaExceptions {
  private static final int MAX_TEXT = 300;

  private JavaExceptions() {}

  /**
   * The exception of Python for {@code thrown}, or null if it has to pass: what is Python's
   * already, and what ends a process or the node.
   *
   * @param location the Python function in which it was thrown
   */
  @TruffleBoundary
  public static @Nullable PException toPython(Node location, Throwable thrown) {
    if (thrown instanceof VirtualMachineError) { // the stack or the memory is full: nothing more
      return ExceptionUtils.wrapJavaExceptionIfApplicable(location, thrown);
    }
    if (!isFailure(thrown)) {
      return null;
    }
    GilNode.getUncached().acquire(); // the builtin function may have set it free
    PBaseException error;
    try {
      error = error(thrown);
    } catch (RuntimeException _) {
      return null; // the context is being closed
    }
    return ExceptionUtils.wrapJavaException(thrown, location, error);
  }

  private static boolean isFailure(Throwable thrown) {
    return switch (thrown) {
      case CannotCastException _, SpecialMethodNotFound _, SequenceStoreException _ -> true;
      case RuntimeException exception -> !isMeantToPass(exception);
      case Exception _, AssertionError _, LinkageError _ -> true;
      default -> false;
    };
  }

  /** Whether an exception is Python's, or the engine's own. */
  public static boolean isMeantToPass(RuntimeException thrown) {
    return thrown instanceof AbstractTruffleException
        || thrown instanceof ControlFlowException
        || (thrown instanceof PolyglotException engine
            && (engine.isCancelled() || engine.isExit() || engine.isInterrupted()));
  }

  private static PBaseException error(Throwable thrown) {
    return switch (thrown) {
      case UnsupportedPosixFeatureException missing ->
          osError(OSErrorEnum.ENOSYS, "not implemented by GraalPy" + feature(missing));
      case IOException failure -> osError(OSErrorEnum.EIO, text(failure));
      case UncheckedIOException failure -> osError(OSErrorEnum.EIO, text(failure));
      case UnsupportedOperationException missing ->
          error(PythonBuiltinClassType.NotImplementedError, "GraalPy: " + text(missing));
      default ->
          error(PythonBuiltinClassType.SystemError, "internal error of GraalPy: " + text(thrown));
    };
  }

  private static PBaseException osError(OSErrorEnum number, String text) {
    return error(PythonBuiltinClassType.OSError, number.getNumber(), text);
  }

  private static PBaseException error(PythonBuiltinClassType type, Object... arguments) {
    try {
      throw PConstructAndRaiseNodeGen.getUncached().executeWithArgsOnly(null, type, arguments);
    } catch (PException made) {
      return (PBaseException) made.getUnreifiedException();
    }
  }

  /** {@code : getppid}, of GraalPy's {@code Feature not supported …: getppid}. */
  private static String feature(UnsupportedPosixFeatureException missing) {
    String text = String.valueOf(missing.getMessage());
    int colon = text.lastIndexOf(": ");
    return colon < 0 ? "" : limited(text.substring(colon));
  }

  /** Class and message in one line. The messages of some contain values of the program. */
  private static String text(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    if (thrown instanceof UnsupportedSpecializationException) {
      return name;
    }
    String message = thrown.getMessage();
    return message == null ? name : limited(name + ": " + message.lines().findFirst().orElse(""));
  }

  private static String limited(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
