package io.rebeam.render;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes answers for a screen: aligned, coloured, fitted to the width, never wrapped. */
final class TableRenderer implements Renderer {
  private static final String INDENT = "  ";

  private final OutputMode mode;
  private final boolean header;

  TableRenderer(OutputMode mode, boolean header) {
    this.mode = mode;
    this.header = header;
  }

  @Override
  public void render(View view, PrintWriter out) {
    var text = new StringBuilder();
    switch (view) {
      case Table<?> table -> table(table, text);
      case Report report -> report(report, text);
      case Tree tree -> new TreeDrawing(mode).draw(tree, text);
      case TextAnswer notice -> text.append(notice.text()).append('\n');
    }
    out.print(text);
  }

  private void table(Table<?> table, StringBuilder text) {
    List<List<Cell>> rows = table.cells();
    List<List<Cell>> lines = new ArrayList<>();
    if (header) {
      lines.add(headings(table, rows));
    }
    for (List<Cell> row : rows) {
      lines.add(cutToMaxWidths(table, row));
    }
    grid(lines, table.columns(), mode.width(), "", text);
    if (!table.footer().isEmpty()) {
      String footer = DisplayWidth.cut(table.footer(), mode.width());
      text.append(mode.theme().paint(Style.FAINT, footer)).append('\n');
    }
  }

  private static List<Cell> headings(Table<?> table, List<List<Cell>> rows) {
    List<Cell> headings = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      boolean right = !rows.isEmpty() && rows.getFirst().get(i).right();
      headings.add(new Cell(table.columns().get(i).heading(), Style.HEADING, right));
    }
    return headings;
  }

  private List<Cell> cutToMaxWidths(Table<?> table, List<Cell> row) {
    if (mode.width() == OutputMode.UNLIMITED) {
      return row;
    }
    List<Cell> cut = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cut.add(row.get(i).cutTo(table.columns().get(i).maxWidth()));
    }
    return cut;
  }

  private void report(Report report, StringBuilder text) {
    if (!report.title().isEmpty()) {
      text.append(heading(report.title())).append('\n');
    }
    boolean emptyBefore = false;
    for (Section section : report.sections()) {
      boolean empty = section.rows().isEmpty();
      // Empty sections take one line each, without blank lines between them.
      text.append(text.isEmpty() || (empty && emptyBefore) ? "" : "\n");
      section(section, text);
      emptyBefore = empty;
    }
  }

  private void section(Section section, StringBuilder text) {
    if (!section.heading().isEmpty()) {
      String none = section.rows().isEmpty() ? ": none" : "";
      text.append(heading(section.heading())).append(none).append('\n');
    }
    int width = section.whole() ? OutputMode.UNLIMITED : mode.width();
    grid(section.rows(), List.of(), width, INDENT, text);
  }

  private String heading(String line) {
    Cell cell = Cell.text(line, Style.HEADING).cutTo(mode.width());
    return mode.theme().paint(cell.style(), cell.text());
  }

  private void grid(
      List<List<Cell>> rows,
      List<? extends Column<?>> columns,
      int width,
      String indent,
      StringBuilder text) {
    int available = width == OutputMode.UNLIMITED ? width : width - indent.length();
    var grid = new Grid(rows, columns, mode, available);
    for (List<Cell> row : rows) {
      text.append(indent).append(grid.line(row)).append('\n');
    }
  }
}
