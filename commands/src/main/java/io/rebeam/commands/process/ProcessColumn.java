package io.rebeam.commands.process;

import static java.util.Comparator.comparing;

import io.rebeam.commands.Choice;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.Style;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** The columns of a process table, which are also what it can be sorted by. */
enum ProcessColumn {
  PID(process -> Cell.text(process.pid().toString(), Style.PID), comparing(ProcessSummary::pid)),
  NAME(
      process -> Cell.text(process.names().display(), Style.NAME),
      comparing(process -> process.names().display())),
  STATE(process -> Cell.text(process.status().word()), comparing(ProcessSummary::status)),
  MQ(
      process -> Cell.number(process.messageQueueLength()),
      comparing(ProcessSummary::messageQueueLength).reversed()),
  CPU(
      process -> Cell.quantity(Elapsed.spent(process.cpuTime())),
      comparing(ProcessSummary::cpuTime).reversed()),
  AGE(
      process -> Cell.quantity(Elapsed.compact(process.age())),
      comparing(ProcessSummary::age).reversed()),
  AT(process -> Cell.text(process.where()), comparing(ProcessSummary::where)),
  LABEL(
      process -> Cell.text(Objects.requireNonNullElse(process.names().label(), "")),
      comparing(process -> Objects.requireNonNullElse(process.names().label(), ""))),
  CALL(
      process -> Cell.text(process.names().initialCall()),
      comparing(process -> process.names().initialCall()));

  /** Shown without {@code -o}, the most important first. */
  static final List<ProcessColumn> DEFAULT = List.of(PID, NAME, STATE, MQ, CPU, AGE, AT);

  private static final int MAX_NAME_WIDTH = 28;

  private final Function<ProcessSummary, Cell> cell;
  private final Comparator<ProcessSummary> order;

  ProcessColumn(Function<ProcessSummary, Cell> cell, Comparator<ProcessSummary> order) {
    this.cell = cell;
    this.order = order;
  }

  /** The word for {@code -o} and {@code --sort}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names and places upwards, amounts from the largest down; then by pid. */
  Comparator<ProcessSummary> order() {
    return order.thenComparing(ProcessSummary::pid);
  }

  Column<ProcessSummary> column() {
    return this == NAME || this == LABEL || this == CALL
        ? new Column<>(key(), MAX_NAME_WIDTH, cell)
        : new Column<>(key(), cell);
  }

  /** The words for columns on a command line. */
  static final class Words extends Choice<ProcessColumn> {
    Words() {
      super(List.of(ProcessColumn.values()), ProcessColumn::key);
    }
  }
}
