package io.rebeam.kernel.python;

import io.rebeam.kernel.python.code.LibraryCode;
import java.nio.file.Path;

/** The paths of source files as people are shown them. Any thread. */
final class FilePaths {
  private static final String HERE = Path.of("").toAbsolutePath() + "/";

  private final LibraryCode library;

  FilePaths(LibraryCode library) {
    this.library = library;
  }

  /** Whether a code object's file name is one of rebeam's own. */
  boolean isOwn(String file) {
    return library.isOwn(file);
  }

  /** Whether a file is of Python's standard library. */
  boolean isStandard(String file) {
    return library.isStandard(file);
  }

  /** The path from the folder it is searched in: the current one, or one of Python's. */
  String shortened(String file) {
    String path = library.shortened(file);
    for (String folder : new String[] {HERE, "./"}) {
      if (path.startsWith(folder)) {
        return path.substring(folder.length());
      }
    }
    return path;
  }
}
