package io.rebeam.kernel.python.term;

import io.rebeam.kernel.process.LocalProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Python values are, read from outside. Any thread. */
public final class Terms {
  private final OwnRecords records;

  public Terms(OwnRecords records) {
    this.records = records;
  }

  /** The value as Python would show it, cut to a sensible length. */
  public String text(Object value) {
    return TermPrinter.text(value, records);
  }

  /** The value as Python would show it; cut after a million characters only. */
  public String wholeText(Object value) {
    return TermPrinter.wholeText(value, records);
  }

  /** What a message is counted under: the string that starts a tuple, else its type's name. */
  public String tag(Object message) {
    return TermPrinter.tag(message);
  }

  /**
   * About how much memory messages take.
   *
   * @param payloads some of them; the others are taken to be alike
   * @param count how many there are
   */
  public long bytes(List<Object> payloads, long count) {
    TermSize size = new TermSize();
    long[] sizes = payloads.stream().mapToLong(size::ofMessage).toArray();
    return TermSize.ofAll(sizes, count);
  }

  /** The process that a pid stands for, or null if {@code value} is no pid. */
  public @Nullable LocalProcess process(@Nullable Object value) {
    return TermPrinter.process(value, records);
  }
}
