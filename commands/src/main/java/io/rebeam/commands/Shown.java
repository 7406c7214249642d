package io.rebeam.commands;

import io.rebeam.render.Cell;
import io.rebeam.render.Style;
import java.util.List;
import java.util.function.Function;

/**
 * The rows of a list that are shown, and the words for the rows that are left out.
 *
 * @param rows the rows that are shown
 * @param total the number of all rows
 * @param <T> the type of a row
 */
public record Shown<T>(List<T> rows, int total) {
  public Shown {
    rows = List.copyOf(rows);
    total = Math.max(total, rows.size());
  }

  /**
   * The first rows of a list.
   *
   * @param limit the most rows; 0 for all
   */
  public static <T> Shown<T> of(List<T> all, int limit) {
    return new Shown<>(limit == 0 || all.size() <= limit ? all : all.subList(0, limit), all.size());
  }

  /**
   * The last rows of a list.
   *
   * @param limit the most rows; 0 for all
   */
  public static <T> Shown<T> last(List<T> all, int limit) {
    int hidden = limit == 0 ? 0 : Math.max(0, all.size() - limit);
    return new Shown<>(all.subList(hidden, all.size()), all.size());
  }

  /** A copy with each row in another form. */
  public <R> Shown<R> map(Function<T, R> form) {
    return new Shown<>(rows.stream().map(form).toList(), total);
  }

  /** The number of rows left out. */
  public int hidden() {
    return total - rows.size();
  }

  /** {@code … 12 more}. */
  public static Cell more(int hidden) {
    return Cell.text("… %d more".formatted(hidden), Style.FAINT);
  }

  /** The line below a table: {@code 3 names}, {@code 100 of 2000 names}. */
  public String count(String one, String many) {
    String things = total + " " + (total == 1 ? one : many);
    return hidden() == 0 ? things : rows.size() + " of " + things;
  }

  /** The end of that line: how to see the rows left out, if there are any. */
  public String hint() {
    return hidden() == 0 ? "" : "; -n 0 shows all";
  }
}
