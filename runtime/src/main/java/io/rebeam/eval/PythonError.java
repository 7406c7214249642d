package io.rebeam.eval;

/**
 * A Python exception, rendered. Holds text only, so it keeps no frames alive (semantics N3).
 *
 * @param type the class name, {@code ZeroDivisionError}
 * @param message {@code str(exception)}
 * @param brief cause first, user frames only, no final line break
 * @param full the whole traceback, the runtime's frames included
 */
public record PythonError(String type, String message, String brief, String full) {}
