package io.rebeam.kernel.history;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One crash report or warning.
 *
 * @param logger the Python logger that gets it
 * @param type the type of the exception, or the kind of warning
 * @param place the innermost place in user code; with the type, the cause
 * @param serial the process it is about, 0 for the node
 * @param name how a process that crashed is called; else empty
 * @param headline its first line
 * @param whole makes the whole text, when it is to be shown; any thread
 * @param details for Python's logging: the exit reason of a process that crashed, or a dict
 */
public record Report(
    String logger,
    String type,
    String place,
    long serial,
    String name,
    String headline,
    Supplier<String> whole,
    @Nullable Object details) {
  /** What is shown of a report's text; tracebacks of deep recursion are longer. */
  private static final int MAX_TEXT = 16_000;

  /** A report whose text is there, without details. */
  public Report(
      String logger,
      String type,
      String place,
      long serial,
      String name,
      String headline,
      String text) {
    this(logger, type, place, serial, name, headline, () -> text, null);
  }

  /** The whole text; its middle is left out when it is very long. */
  public String text() {
    String text = whole.get();
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int half = MAX_TEXT / 2;
    return text.substring(0, half) + "\n…\n" + text.substring(text.length() - half);
  }

  /** Its first line, with the process it is about. */
  public String subject() {
    return name.isEmpty() ? headline : "<0." + serial + ".0> " + name + " crashed: " + headline;
  }

  /** The first line as {@link #subject}, then the rest of the text, without a last line break. */
  public String block() {
    String text = text();
    int end = text.indexOf('\n');
    return end < 0 ? subject() : subject() + text.substring(end);
  }

  /** What reports are folded by. */
  record Cause(String logger, String type, String place) {}

  Cause cause() {
    return new Cause(logger, type, place);
  }
}
