package io.rebeam.kernel.python.code;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose a source file is: rebeam's, of Python's standard library, or the user's. It decides by the
 * two folders that the boot registers, and by the names that compiled modules have instead of
 * paths. Any thread.
 */
public final class LibraryCode {
  private static final String PACKAGES = "/site-packages/";
  private static final String ASYNCIO = "asyncio";
  private static final String FROZEN = "<frozen ";
  private static final String FROZEN_OWN = "<frozen rebeam.";
  private static final String SUFFIX = ".py";
  private static final String PACKAGE = "__init__";

  /**
   * Code of rebeam without a module: GraalPy drops the file name where {@code types.coroutine} was
   * applied, and frames of the import system stand between those of the boot.
   */
  private static final Set<String> WITHOUT_FILE =
      Set.of("", "<boot>", "<rebeam>", "<frozen rebeam>", "<frozen importlib._bootstrap>");

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
   * The module of rebeam that a file is, {@code _host/scheduler} or {@code otp/calls}; empty for
   * the package itself and for code without a module, null for the code of others.
   */
  public @Nullable String ownModule(String file) {
    if (file.startsWith(own)) {
      return module(file.substring(own.length()));
    }
    if (file.startsWith(FROZEN_OWN)) {
      return frozen(file, FROZEN_OWN);
    }
    return WITHOUT_FILE.contains(file) ? "" : null;
  }

  /** Whether a file is of Python's standard library. */
  public boolean isStandard(String file) {
    return standardModule(file) != null;
  }

  /**
   * The module of Python's standard library that a file is, {@code threading}, {@code logging} or
   * {@code asyncio/events}; null for any other file, also of packages that are installed there.
   */
  public @Nullable String standardModule(String file) {
    if (file.startsWith(FROZEN) && !isOwn(file)) {
      return frozen(file, FROZEN);
    }
    String path = standardPath(file);
    return path == null ? null : module(path);
  }

  private @Nullable String standardPath(String file) {
    String folder = standard;
    return folder != null && file.startsWith(folder) && !file.contains(PACKAGES)
        ? file.substring(folder.length())
        : null;
  }

  private static String frozen(String file, String prefix) {
    return file.substring(prefix.length(), file.length() - 1).replace('.', '/');
  }

  private static String module(String path) {
    String name = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    if (name.equals(PACKAGE)) {
      return "";
    }
    return name.endsWith("/" + PACKAGE)
        ? name.substring(0, name.length() - PACKAGE.length() - 1)
        : name;
  }

  /** Whether a file is one of asyncio's. */
  public boolean isAsyncio(String file) {
    String module = standardModule(file);
    return module != null && (module.equals(ASYNCIO) || module.startsWith(ASYNCIO + "/"));
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
    String path = standardPath(file);
    if (path != null) {
      return path;
    }
    return file.startsWith(own) ? file.substring(own.length()) : file;
  }
}
