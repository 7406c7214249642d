package io.rebeam.kernel.python.code;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose a source file is: rebeam's, of Python's standard library, or the user's. It decides by the
 * two folders that the boot registers, and by the names under which compiled modules have no path.
 * Any thread.
 */
public final class LibraryCode {
  private static final String PACKAGES = "/site-packages/";
  private static final String ASYNCIO = "asyncio/";
  private static final String FROZEN = "<frozen ";
  private static final String FROZEN_OWN = "<frozen rebeam.";
  private static final String SUFFIX = ".py";

  /**
   * Code of rebeam without a module: GraalPy drops the file name where {@code types.coroutine} was
   * applied, and frames of the import system stand between those of the boot.
   */
  private static final Map<String, String> WITHOUT_FILE =
      Map.of(
          "", "",
          "<boot>", "",
          "<rebeam>", "",
          "<frozen rebeam>", "__init__",
          "<frozen importlib._bootstrap>", "");

  private final String own;
  private volatile @Nullable String standard;

  /**
   * @param library the folder that rebeam's Python package is in
   */
  public LibraryCode(String library) {
    own = library + "/rebeam/";
  }

  /**
   * Registers the folder of Python's standard library, with a slash at its end. Before this, no
   * file with a path is standard.
   */
  public void standardFolder(String folder) {
    standard = folder;
  }

  /** Whether a code object's file name is one of rebeam's own. */
  public boolean isOwn(String file) {
    return ownModule(file) != null;
  }

  /**
   * The module of rebeam that a file is, {@code _scheduler} or {@code otp/calls}; empty for its
   * code without a module, null for the code of others.
   */
  public @Nullable String ownModule(String file) {
    if (file.startsWith(own)) {
      int end = file.endsWith(SUFFIX) ? file.length() - SUFFIX.length() : file.length();
      return file.substring(own.length(), end);
    }
    if (file.startsWith(FROZEN_OWN)) { // the build has compiled it under a name without a path
      return file.substring(FROZEN_OWN.length(), file.length() - 1).replace('.', '/');
    }
    return WITHOUT_FILE.get(file);
  }

  /** Whether a file is of Python's standard library. */
  public boolean isStandard(String file) {
    return file.startsWith(FROZEN) || standardFile(file) != null;
  }

  /**
   * A file of the standard library from its folder on, {@code threading.py} or {@code
   * asyncio/events.py}; null for any other, also for packages that are installed there.
   */
  public @Nullable String standardFile(String file) {
    String folder = standard;
    return folder != null && file.startsWith(folder) && !file.contains(PACKAGES)
        ? file.substring(folder.length())
        : null;
  }

  /** Whether a file is one of asyncio's. */
  public boolean isAsyncio(String file) {
    String name = standardFile(file);
    return name != null && name.startsWith(ASYNCIO);
  }

  /** Whether a frame of this file is the library's for display: rebeam's or asyncio's. */
  public boolean isLibrary(String file) {
    return isOwn(file) || isAsyncio(file);
  }

  /** The path from the folder it is found in, if that is one of Python's or rebeam's. */
  public String shortened(String file) {
    int packages = file.indexOf(PACKAGES);
    if (packages >= 0) {
      return file.substring(packages + PACKAGES.length());
    }
    String name = standardFile(file);
    if (name != null) {
      return name;
    }
    return file.startsWith(own) ? file.substring(own.length()) : file;
  }
}
