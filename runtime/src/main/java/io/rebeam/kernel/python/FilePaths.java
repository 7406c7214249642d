package io.rebeam.kernel.python;

import java.nio.file.Path;
import java.util.Set;

/** Whose a source file is, and its path as people are shown it. Any thread. */
final class FilePaths {
  private static final String HERE = Path.of("").toAbsolutePath() + "/";
  private static final String PACKAGES = "/site-packages/";

  // GraalPy drops the file name where types.coroutine was applied.
  private static final Set<String> WITHOUT_FILE =
      Set.of("", "<boot>", "<rebeam>", "<frozen rebeam>", "<frozen importlib._bootstrap>");

  private final String own;
  private final Callbacks callbacks;

  /**
   * @param library the folder that rebeam's Python package is in
   * @param callbacks where the library registers the folder of Python's standard library
   */
  FilePaths(String library, Callbacks callbacks) {
    this.own = library + "/rebeam/";
    this.callbacks = callbacks;
  }

  /** Whether a code object's file name is one of rebeam's own. */
  boolean isOwn(String file) {
    return file.startsWith(own)
        || file.startsWith("<frozen rebeam.") // what the build has compiled
        || WITHOUT_FILE.contains(file);
  }

  /** Whether a file is of Python's standard library. */
  boolean isStandard(String file) {
    return file.startsWith("<frozen ") || (file.startsWith(standard()) && !file.contains(PACKAGES));
  }

  /** The path from the folder it is searched in: the current one, or one of Python's. */
  String shortened(String file) {
    int packages = file.indexOf(PACKAGES);
    if (packages >= 0) {
      return file.substring(packages + PACKAGES.length());
    }
    for (String folder : new String[] {standard(), own, HERE, "./"}) {
      if (file.startsWith(folder)) {
        return file.substring(folder.length());
      }
    }
    return file;
  }

  private String standard() {
    return PythonContext.text(callbacks.get("standard_library"));
  }
}
