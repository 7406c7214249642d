package io.rebeam.kernel.python;

/** Python values as text for the rest of the runtime; runs no Python code. Any thread. */
public final class Terms {
  private Terms() {}

  /** The value as Python would show it, cut to a sensible length. */
  public static String text(Object value) {
    return TermPrinter.text(value);
  }
}
