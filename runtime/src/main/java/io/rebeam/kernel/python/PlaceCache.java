package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.generator.PGenerator;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.truffle.api.strings.TruffleString;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.process.ProcessNames;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Names and places for a whole table: of a hundred thousand processes most wait at the same few
 * lines. Lives as long as the table; used by one thread.
 */
final class PlaceCache {
  /** What is known of a function. */
  private static final class Code {
    final boolean library;
    final Map<Integer, String> places = new HashMap<>();

    Code(boolean library) {
      this.library = library;
    }
  }

  private final Map<PBytecodeRootNode, Code> codes = new IdentityHashMap<>();
  private final Map<TruffleString, String> calls = new IdentityHashMap<>();

  /** As {@link Places#names}. */
  ProcessNames names(LocalProcess process) {
    String call = process.initialCall();
    if (call == null && process.coroutine() instanceof PGenerator coroutine) {
      call = calls.computeIfAbsent(coroutine.getQualname(), TruffleString::toJavaStringUncached);
    }
    return new ProcessNames(
        process.name(), process.label(), call == null ? "?" : call, Places.behaviour(process));
  }

  /** As {@link Places#where}. */
  String where(LocalProcess process) {
    String place = "";
    for (PGenerator coroutine : Places.chain(process)) {
      if (coroutine.getRootNode() instanceof PBytecodeRootNode root) {
        Code code =
            codes.computeIfAbsent(
                root, key -> new Code(Places.isLibrary(Places.fileOf(key.getSource()))));
        if (!code.library) {
          place =
              code.places.computeIfAbsent(
                  Places.instruction(coroutine), _ -> Places.describe(coroutine));
        }
      }
    }
    return place;
  }
}
