package io.rebeam.render;

import io.rebeam.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes answers for {@code cut}, {@code awk} and screen readers: no colour, nothing cut. */
final class PlainRenderer implements Renderer {
  private static final OutputMode ASCII =
      new OutputMode(Theme.NONE, OutputMode.UNLIMITED, /* unicode= */ false);

  private final boolean header;

  PlainRenderer(boolean header) {
    this.header = header;
  }

  @Override
  public void render(View view, PrintWriter out) {
    var text = new StringBuilder();
    switch (view) {
      case Table<?> table -> table(table, text);
      case Report report -> report(report, text);
      case Tree tree -> new TreeDrawing(ASCII).draw(tree, text);
      case TextAnswer notice -> text.append(notice.text()).append('\n');
    }
    out.print(text);
  }

  private void table(Table<?> table, StringBuilder text) {
    if (header) {
      text.append(
          table.columns().stream().map(Column::key).collect(Collectors.joining("\t", "#", "\n")));
    }
    table.cells().forEach(row -> text.append(line(row)));
  }

  /**
   * The heading of a section is the first field, so that {@code grep '^links'} works. The title is
   * a comment line, as the header of a table is.
   */
  private void report(Report report, StringBuilder text) {
    if (header && !report.title().isEmpty()) {
      text.append('#').append(Printable.line(report.title())).append('\n');
    }
    for (Section section : report.sections()) {
      String start = section.heading().isEmpty() ? "" : key(section.heading()) + "\t";
      section.rows().forEach(row -> text.append(start).append(line(row)));
    }
  }

  private static String key(String heading) {
    return heading.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private static String line(List<Cell> row) {
    return row.stream().map(Cell::text).collect(Collectors.joining("\t", "", "\n"));
  }
}
