package io.rebeam.kernel.scheduler;

/**
 * Ends the Python code of a killed process. An {@code Error}, so that neither {@code except
 * BaseException} nor {@code finally} sees it (ADR 7, semantics N10).
 */
public final class ProcessKilled extends Error {
  private static final long serialVersionUID = 1L;

  public ProcessKilled() {
    super("process killed", null, false, false);
  }
}
