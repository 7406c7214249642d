package io.rebeam.kernel.python.code;

import com.oracle.graal.python.builtins.objects.generator.PGenerator;
import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import io.rebeam.kernel.process.LocalProcess;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Places for a whole table: of a hundred thousand processes most wait at the same few lines. Lives
 * as long as the table; used by one thread.
 */
public final class PlaceCache {
  /** What is known of a function. */
  private static final class Code {
    final boolean library;
    final Map<Integer, String> places = new HashMap<>();

    Code(boolean library) {
      this.library = library;
    }
  }

  private final Map<PBytecodeRootNode, Code> codes = new IdentityHashMap<>();
  private final LibraryCode library;

  public PlaceCache(LibraryCode library) {
    this.library = library;
  }

  /** As {@link Places#where}. */
  public String where(LocalProcess process) {
    String place = "";
    for (PGenerator coroutine : Places.chain(process)) {
      if (coroutine.getRootNode() instanceof PBytecodeRootNode root) {
        Code code =
            codes.computeIfAbsent(
                root, key -> new Code(library.isLibrary(Places.fileOf(key.getSource()))));
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
