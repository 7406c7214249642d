package io.rebeam.kernel.python;

import com.oracle.graal.python.runtime.GilNode;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Runs the program's handlers of signals at a safepoint of the main process, on its thread. */
final class SignalHandlers {
  private SignalHandlers() {}

  /**
   * Runs them, and throws what they raise; false where that must not be, or would not reach the
   * code of the process: then it has to be tried again.
   */
  static boolean run(Callbacks callbacks, @Nullable Node location) {
    if (SharedCode.mustGoOn(location) || SharedCode.isBesideProcess()) {
      return false;
    }
    boolean hadLock = PythonContext.get(null).ownsGil();
    io.rebeam.kernel.python.PythonContext.takeLock();
    callbacks.call("handle_signals"); // what it raises goes on with the lock
    if (!hadLock) {
      GilNode.getUncached().release(true);
    }
    return true;
  }
}
