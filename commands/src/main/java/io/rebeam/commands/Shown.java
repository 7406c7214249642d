package io.rebeam.commands;

import io.rebeam.render.Cell;
import io.rebeam.render.Style;
import java.util.List;
import java.util.function.Function;

/**
 * The first of many things, and the words for those that are left out.
 *
 * @param rows what is shown
 * @param total how many there are
 * @param <T> what a row is
 */
public record Shown<T>(List<T> rows, int total) {
  public Shown {
    rows = List.copyOf(rows);
    total = Math.max(total, rows.size());
  }

  /**
   * Cuts a list.
   *
   * @param limit the most rows; 0 for all
   */
  public static <T> Shown<T> of(List<T> all, int limit) {
    return new Shown<>(limit == 0 || all.size() <= limit ? all : all.subList(0, limit), all.size());
  }

  /**
   * The end of a list.
   *
   * @param limit the most rows; 0 for all
   */
  public static <T> Shown<T> last(List<T> all, int limit) {
    int hidden = limit == 0 ? 0 : Math.max(0, all.size() - limit);
    return new Shown<>(all.subList(hidden, all.size()), all.size());
  }

  /** The same with each row in another form. */
  public <R> Shown<R> map(Function<T, R> form) {
    return new Shown<>(rows.stream().map(form).toList(), total);
  }

  /** How many are left out. */
  public int hidden() {
    return total - rows.size();
  }

  /** {@code … 12 more}. */
  public static Cell more(int hidden) {
    return Cell.text("… %d more".formatted(hidden), Style.FAINT);
  }

  /** For below a table: {@code 3 names}, {@code 100 of 2000 names}. */
  public String count(String one, String many) {
    String things = total + " " + (total == 1 ? one : many);
    return hidden() == 0 ? things : rows.size() + " of " + things;
  }

  /** For the end of what stands below a table: how to see the rest, if there is one. */
  public String hint() {
    return hidden() == 0 ? "" : "; -n 0 shows all";
  }
}
