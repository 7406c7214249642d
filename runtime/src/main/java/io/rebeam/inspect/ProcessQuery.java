package io.rebeam.inspect;

import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A selection of processes for a table, and its order.
 *
 * @param texts each must occur in the process's pid, names, state or place, in either case
 * @param state only processes in this state; null for all
 * @param minQueue only processes with at least so many messages waiting
 * @param sort the order
 * @param reverse whether the order is turned round
 * @param from the first row to show, 1 for the first of all
 * @param limit the maximum number of rows from there on; 0 for all
 * @param tail the number of rows to keep at the end of the selection; 0 for all
 */
public record ProcessQuery(
    List<String> texts,
    @Nullable ProcessStatus state,
    long minQueue,
    ProcessKey sort,
    boolean reverse,
    int from,
    int limit,
    int tail) {
  /** All processes by pid. */
  public static final ProcessQuery ALL =
      new ProcessQuery(List.of(), null, 0, ProcessKey.PID, false, 1, 0, 0);

  public ProcessQuery {
    texts = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The rows of a table.
   *
   * @param total the number of processes
   * @param matching the number of processes that match the query
   * @param rows the rows to show
   */
  public record Selection(int total, int matching, List<ProcessRow> rows) {}

  /** The rows of {@code all} that are to be shown. */
  public Selection select(List<? extends ProcessRow> all) {
    List<? extends ProcessRow> matching =
        matchesAll() ? all : all.stream().filter(this::matches).toList();
    var order = reverse ? sort.order().reversed() : sort.order();
    Stream<ProcessRow> sorted = matching.stream().map(row -> (ProcessRow) row).sorted(order);
    List<ProcessRow> rows =
        sorted.skip(from - 1L).limit(limit == 0 ? Long.MAX_VALUE : limit).toList();
    int left = tail == 0 ? 0 : Math.max(0, rows.size() - tail);
    return new Selection(all.size(), matching.size(), rows.subList(left, rows.size()));
  }

  private boolean matchesAll() {
    return texts.isEmpty() && state == null && minQueue <= 0;
  }

  /** Whether a process matches; order and number of rows are ignored. */
  public boolean matches(ProcessRow row) {
    return (state == null || state == row.status())
        && row.messageQueueLength() >= minQueue
        && texts.stream().allMatch(text -> occurs(text, row));
  }

  private static boolean occurs(String text, ProcessRow row) {
    return holds(row.names().display(), text)
        || holds(row.names().initialCall(), text)
        || holds(row.pid().toString(), text)
        || holds(row.status().word(), text)
        || holds(row.where(), text);
  }

  private static boolean holds(String field, String text) {
    return field.toLowerCase(Locale.ROOT).contains(text);
  }
}
