package io.rebeam.commands.process;

import io.rebeam.commands.Choice;
import io.rebeam.inspect.ProcessKey;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.ByteSize;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.Style;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The columns of a process table, which are also its sort keys. */
public enum ProcessColumn {
  PID(ProcessKey.PID, process -> Cell.text(process.pid().toString(), Style.PID)),
  NAME(ProcessKey.NAME, process -> Cell.text(process.names().display(), Style.NAME)),
  STATE(ProcessKey.STATE, process -> Cell.text(process.status().word())),
  MQ(ProcessKey.MQ, process -> Cell.number(process.messageQueueLength())),
  CPU(ProcessKey.CPU, process -> Cell.quantity(Elapsed.spent(process.cpuTime()))),
  AGE(ProcessKey.AGE, process -> Cell.quantity(Elapsed.compact(process.age()))),
  AT(ProcessKey.AT, process -> Cell.text(process.where())),
  LABEL(
      ProcessKey.LABEL,
      process -> Cell.text(Objects.requireNonNullElse(process.names().label(), ""))),
  CALL(ProcessKey.CALL, process -> Cell.text(process.names().initialCall())),
  PARENT(ProcessKey.PARENT, ProcessColumn::parent),
  LINKS(ProcessKey.LINKS, process -> Cell.number(process.details().links())),
  MONITORS(ProcessKey.MONITORS, process -> Cell.number(process.details().monitors())),
  WATCHERS(ProcessKey.WATCHERS, process -> Cell.number(process.details().monitoredBy())),
  IN(ProcessKey.IN, process -> Cell.number(process.details().messagesIn())),
  OUT(ProcessKey.OUT, process -> Cell.number(process.details().messagesOut())),
  SLICES(ProcessKey.SLICES, process -> Cell.number(process.details().slices())),
  PRIO(ProcessKey.PRIO, process -> Cell.text(process.details().priority())),
  MEM(ProcessKey.MEM, process -> Cell.quantity(ByteSize.text(process.details().memory()))),
  BEHAVIOUR(
      ProcessKey.BEHAVIOUR,
      process -> Cell.text(Objects.requireNonNullElse(process.names().behaviour(), "")));

  /** Shown without {@code -o}, the most important first. */
  static final List<ProcessColumn> DEFAULT = List.of(PID, NAME, STATE, MQ, CPU, AGE, AT);

  private static final int MAX_NAME_WIDTH = 28;

  private final ProcessKey sortKey;
  private final Function<ProcessRow, Cell> cell;

  ProcessColumn(ProcessKey sortKey, Function<ProcessRow, Cell> cell) {
    this.sortKey = sortKey;
    this.cell = cell;
  }

  private static Cell parent(ProcessRow process) {
    Pid parent = process.details().parent();
    return parent == null ? Cell.text("") : Cell.text(parent.toString(), Style.PID);
  }

  /** The word for {@code -o} and {@code --sort}. */
  String key() {
    return sortKey.word();
  }

  ProcessKey sortKey() {
    return sortKey;
  }

  /** Names and places ascending, amounts descending; equal ones by pid. */
  Comparator<ProcessRow> order() {
    return sortKey.order();
  }

  <T extends ProcessRow> Column<T> column() {
    return of(row -> row);
  }

  /** The column in a table whose rows have a process. */
  public <T> Column<T> of(Function<T, ? extends ProcessRow> process) {
    return this == NAME || this == LABEL || this == CALL
        ? new Column<>(key(), MAX_NAME_WIDTH, row -> cell.apply(process.apply(row)))
        : new Column<>(key(), row -> cell.apply(process.apply(row)));
  }

  /** The words for columns on a command line. */
  static final class Words extends Choice<ProcessColumn> {
    Words() {
      super(List.of(ProcessColumn.values()), ProcessColumn::key);
    }
  }
}
