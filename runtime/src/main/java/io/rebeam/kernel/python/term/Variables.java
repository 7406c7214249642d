package io.rebeam.kernel.python.term;

import com.oracle.graal.python.builtins.objects.common.HashingStorage;
import com.oracle.graal.python.builtins.objects.common.HashingStorageNodes;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.eval.EvaluatorSession;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.process.Pid;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a session, read from outside like messages ({@link Terms}): without the
 * interpreter lock and without any Python code. Any thread.
 */
public final class Variables {
  private static final TruffleString NAMESPACE = PythonText.toPython("namespace");

  private Variables() {}

  /**
   * Those whose value is a pid, sorted by name. What a cell changes at this moment may be missing.
   */
  public static Map<String, Pid> processes(EvaluatorSession session, Terms terms) {
    Map<String, Pid> found = new TreeMap<>();
    if (session.namespace() instanceof PythonObject object
        && object.getAttribute(NAMESPACE) instanceof PDict namespace) {
      try {
        collect(namespace.getDictStorage(), terms, found);
      } catch (RuntimeException _) {
        // A cell has changed the namespace meanwhile: what was read counts.
      }
    }
    return found;
  }

  private static void collect(HashingStorage storage, Terms terms, Map<String, Pid> found) {
    var iterator = HashingStorageNodes.HashingStorageGetIterator.executeUncached(storage);
    while (HashingStorageNodes.HashingStorageIteratorNext.executeUncached(storage, iterator)) {
      Object name =
          HashingStorageNodes.HashingStorageIteratorKey.executeUncached(storage, iterator);
      @Nullable LocalProcess process =
          terms.process(
              HashingStorageNodes.HashingStorageIteratorValue.executeUncached(storage, iterator));
      if (process != null && name instanceof TruffleString text) {
        found.put(text.toJavaStringUncached(), new Pid(process.serial()));
      }
    }
  }
}
