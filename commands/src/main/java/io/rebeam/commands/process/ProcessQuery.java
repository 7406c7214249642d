package io.rebeam.commands.process;

import io.rebeam.commands.Choice;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which processes a table shows, and in which order.
 *
 * @param text must occur in the process's pid, names, state or place, in either case; may be empty
 * @param state only processes in this state
 * @param sort the order asked for
 * @param reverse whether the order is turned round
 * @param limit the most rows, or 0 for all
 */
record ProcessQuery(
    String text,
    Optional<ProcessStatus> state,
    Optional<ProcessColumn> sort,
    boolean reverse,
    int limit) {
  static final ProcessQuery ALL =
      new ProcessQuery("", Optional.empty(), Optional.empty(), false, 0);

  List<ProcessSummary> select(List<ProcessSummary> processes) {
    Comparator<ProcessSummary> order = sort.orElse(ProcessColumn.PID).order();
    return processes.stream()
        .filter(this::matches)
        .sorted(reverse ? order.reversed() : order)
        .limit(limit == 0 ? Long.MAX_VALUE : limit)
        .toList();
  }

  boolean matches(ProcessSummary process) {
    return state.map(wanted -> wanted == process.status()).orElse(true) && holdsText(process);
  }

  private boolean holdsText(ProcessSummary process) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || Stream.of(
                process.pid().toString(),
                process.names().display(),
                process.names().initialCall(),
                process.status().word(),
                process.where())
            .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains(wanted));
  }

  /** The words for states on a command line. */
  static final class States extends Choice<ProcessStatus> {
    States() {
      super(List.of(ProcessStatus.values()), ProcessStatus::word);
    }
  }
}
