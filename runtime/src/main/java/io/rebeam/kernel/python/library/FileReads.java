package io.rebeam.kernel.python.library;

/**
 * How much of a file one read may take. Called by GraalPy's classes, in which the build puts the
 * calls ({@code runtime/src/build/GraalPyChanges.java}).
 */
public final class FileReads {
  /** Room for a read of a file that does not tell its size, as those of the system below /proc. */
  private static final long UNKNOWN = 1 << 16;

  private FileReads() {}

  /** The bytes to make room for, where by its size a file has {@code left} bytes left. */
  public static long available(long left) {
    return left > 0 ? left : UNKNOWN;
  }
}
