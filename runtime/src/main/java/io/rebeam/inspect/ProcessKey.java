package io.rebeam.inspect;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.rebeam.process.ProcessRow;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The sort keys of a table of processes: words ascending, amounts descending. */
public enum ProcessKey {
  PID(comparing(ProcessRow::pid)),
  NAME(words(row -> row.names().display())),
  STATE(comparing(ProcessRow::status)),
  MQ(amounts(ProcessRow::messageQueueLength)),
  CPU(comparing(ProcessRow::cpuTime).reversed()),
  AGE(comparing(ProcessRow::age).reversed()),
  AT(words(ProcessRow::where)),
  LABEL(words(row -> Objects.requireNonNullElse(row.names().label(), ""))),
  CALL(words(row -> row.names().initialCall())),
  PARENT(
      comparingLong(
          row -> {
            var parent = row.details().parent();
            return parent == null ? 0 : parent.serial();
          })),
  LINKS(amounts(row -> row.details().links())),
  MONITORS(amounts(row -> row.details().monitors())),
  WATCHERS(amounts(row -> row.details().monitoredBy())),
  IN(amounts(row -> row.details().messagesIn())),
  OUT(amounts(row -> row.details().messagesOut())),
  SLICES(amounts(row -> row.details().slices())),
  PRIO(words(row -> row.details().priority())),
  MEM(amounts(row -> row.details().memory())),
  BEHAVIOUR(words(row -> Objects.requireNonNullElse(row.names().behaviour(), "")));

  private final Comparator<ProcessRow> order;

  ProcessKey(Comparator<ProcessRow> order) {
    this.order = order;
  }

  /** The word that users write: {@code mq}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its order; among equals by pid. */
  public Comparator<ProcessRow> order() {
    return order.thenComparing(ProcessRow::pid);
  }

  private static Comparator<ProcessRow> words(Function<ProcessRow, String> word) {
    return comparing(word);
  }

  private static Comparator<ProcessRow> amounts(ToLongFunction<ProcessRow> amount) {
    return comparingLong(amount).reversed();
  }
}
