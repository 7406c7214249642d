package io.rebeam.kernel.python.library;

import org.jspecify.annotations.Nullable;

/**
 * Texts of errors, by which GraalPy finds the numbers of those that Java has only texts for. Called
 * by GraalPy's classes, in which the build puts the calls ({@code
 * runtime/src/build/GraalPyChanges.java}).
 */
public final class SystemErrors {
  private SystemErrors() {}

  /** The system's text for an error, where Java has one of its own. */
  public static String text(@Nullable String message) {
    return switch (message) {
      case "Connection reset" -> "Connection reset by peer";
      case null -> "Input/output error";
      default -> message;
    };
  }
}
