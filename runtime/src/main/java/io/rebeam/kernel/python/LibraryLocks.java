package io.rebeam.kernel.python;

import com.oracle.graal.python.nodes.bytecode.PBytecodeRootNode;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Whether the calling thread is in code of Python's own library that takes locks which all
 * processes share: the import system, logging, threading. {@code kill} runs no {@code finally}, so
 * such a lock would never be released, and everyone who imports or logs would wait for ever.
 */
final class LibraryLocks {
  private LibraryLocks() {}

  /** Asked on a safepoint, by the thread itself. */
  static boolean mayBeHeld() {
    Boolean held =
        Truffle.getRuntime()
            .iterateFrames(
                frame ->
                    frame.getCallTarget() instanceof com.oracle.truffle.api.RootCallTarget target
                            && target.getRootNode() instanceof PBytecodeRootNode root
                            && takesLocks(root.getSource())
                        ? true
                        : null);
    return held != null;
  }

  private static boolean takesLocks(@Nullable Source source) {
    if (source == null) {
      return false;
    }
    String name = source.getName();
    String path = source.getPath();
    String file = path == null ? name : path.replace('\\', '/');
    return file.contains("importlib/_bootstrap")
        || file.contains("importlib._bootstrap")
        || file.endsWith("/logging/__init__.py")
        || file.endsWith("/threading.py");
  }
}
