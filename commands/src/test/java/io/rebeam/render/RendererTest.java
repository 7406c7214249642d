package io.rebeam.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RendererTest {
  private record Row(String pid, String name, long messages, String at) {}

  private static final List<Column<Row>> COLUMNS =
      List.of(
          new Column<>("pid", row -> Cell.text(row.pid(), Style.PID)),
          new Column<>("name", 12, row -> Cell.text(row.name())),
          new Column<>("mq", row -> Cell.number(row.messages())),
          new Column<>("at", row -> Cell.text(row.at())));

  private static final Row READER = new Row("<0.42.0>", "reader", 731, "app.py:88 parse");
  private static final Row COUNTER = new Row("<0.7.0>", "counter", 0, "");

  @Nested
  class Tables {
    @Test
    void columnsAreAlignedAndNumbersStandRight() {
      assertThat(table(80, READER, COUNTER))
          .isEqualTo(
              """
          PID       NAME      MQ  AT
          <0.42.0>  reader   731  app.py:88 parse
          <0.7.0>   counter    0
          2 rows
          """);
    }

    @Test
    void anEmptyTableIsItsHeadingAndFooter() {
      assertThat(table(80))
          .isEqualTo(
              """
          PID  NAME  MQ  AT
          0 rows
          """);
    }

    @Test
    void oneRowIsAsWideAsItsCells() {
      assertThat(table(80, COUNTER))
          .isEqualTo(
              """
          PID      NAME     MQ  AT
          <0.7.0>  counter   0
          1 rows
          """);
    }

    @Test
    void wideAndCombiningCharactersKeepTheColumns() {
      var wide = new Row("<0.1.0>", "読者", 1, "naïve");
      var combining = new Row("<0.2.0>", "e\u0301te\u0301", 22, "🐍 snake");

      assertThat(table(80, wide, combining))
          .isEqualTo(
              """
          PID      NAME  MQ  AT
          <0.1.0>  読者   1  naïve
          <0.2.0>  e\u0301te\u0301   22  🐍 snake
          2 rows
          """);
    }

    @Test
    void theLastColumnThatFitsInPartIsCut() {
      assertThat(table(33, READER))
          .isEqualTo(
              """
          PID       NAME     MQ  AT
          <0.42.0>  reader  731  app.py:88…
          1 rows
          """);
    }

    @Test
    void columnsThatDoNotFitAreLeftOutFromTheRight() {
      assertThat(table(30, READER))
          .isEqualTo(
              """
          PID       NAME     MQ
          <0.42.0>  reader  731
          1 rows
          """);
      assertThat(table(20, READER))
          .isEqualTo(
              """
          PID       NAME
          <0.42.0>  reader
          1 rows
          """);
    }

    @Test
    void aColumnThatMayShrinkDoesSoBeforeOthersAreLeftOut() {
      var row = new Row("<0.42.0>", "application", 731, "app.py:88 parse");
      List<Column<Row>> columns = changed("name", column -> column.shrinkingTo(6));

      assertThat(table(columns, 36, row))
          .isEqualTo(
              """
          PID       NAME        MQ  AT
          <0.42.0>  applicat…  731  app.py:88…
          """);
      assertThat(table(columns, 21, row))
          .isEqualTo(
              """
          PID       NAME     MQ
          <0.42.0>  appli…  731
          """);
    }

    @Test
    void aKeptColumnIsTheLastToBeLeftOut() {
      List<Column<Row>> columns = changed("mq", column -> column.kept(true));

      assertThat(table(columns, 19, READER))
          .isEqualTo(
              """
          PID        MQ
          <0.42.0>  731
          """);
      assertThat(table(columns, 20, new Row("<0.1234567890.0>", "reader", 731, "")))
          .isEqualTo(
              """
           MQ
          731
          """);
    }

    private static List<Column<Row>> changed(String key, UnaryOperator<Column<Row>> change) {
      return COLUMNS.stream()
          .map(column -> column.key().equals(key) ? change.apply(column) : column)
          .toList();
    }

    @Test
    void theFirstColumnIsAlwaysThere() {
      var row = new Row("a-name-that-is-longer-than-the-screen", "x", 1, "");

      assertThat(table(20, row))
          .isEqualTo(
              """
          PID
          a-name-that-is-long…
          1 rows
          """);
    }

    @Test
    void aLongValueIsCutAtItsColumnsWidthUnlessPiped() {
      var row = new Row("<0.1.0>", "application.worker.run", 3, "x.py:1");

      assertThat(table(80, row)).contains("application…   3  x.py:1");
      assertThat(table(OutputMode.UNLIMITED, row)).contains("application.worker.run   3  x.py:1");
    }

    @Test
    void controlCharactersAreShownNotSent() {
      var row = new Row("<0.1.0>", "a\u001b[2Jb\n", 3, "\u009b");

      assertThat(table(80, row))
          .isEqualTo(
              """
          PID      NAME         MQ  AT
          <0.1.0>  a\\x1b[2Jb\\n   3  \\x9b
          1 rows
          """);
    }

    @Test
    void coloursDoNotMoveTheColumns() {
      String colored =
          render(
              tableOf(READER, COUNTER),
              OutputFormat.TABLE,
              new OutputMode(new Theme(true), 80, true));

      assertThat(colored).contains("\033[36m<0.42.0>\033[0m  reader");
      assertThat(colored.replaceAll("\033\\[\\d+m", "")).isEqualTo(table(80, READER, COUNTER));
    }
  }

  @Nested
  class Plain {
    @Test
    void fieldsAreSeparatedByTabsAndNothingIsCut() {
      assertThat(render(tableOf(READER, COUNTER), OutputFormat.PLAIN))
          .isEqualTo(
              """
          #pid\tname\tmq\tat
          <0.42.0>\treader\t731\tapp.py:88 parse
          <0.7.0>\tcounter\t0\t
          """);
    }

    @Test
    void theHeaderCanBeLeftOut() {
      var out = new StringWriter();

      Renderer.of(OutputFormat.PLAIN, OutputMode.file(), false)
          .render(tableOf(COUNTER), new PrintWriter(out));

      assertThat(out).hasToString("<0.7.0>\tcounter\t0\t\n");
    }

    @Test
    void reportLinesStartWithTheirSectionAndTheTitleIsAComment() {
      assertThat(render(report(), OutputFormat.PLAIN))
          .isEqualTo(
              """
          #<0.42.0> reader
          overview\tstatus\twaiting
          overview\tmessage queue\t3
          monitored_by\t<0.1.0>
          """);
    }

    @Test
    void treesAreAscii() {
      assertThat(render(tree(), OutputFormat.PLAIN))
          .isEqualTo(
              """
          <0.1.0> app
          |- <-> <0.2.0>
          |  `- -> <0.4.0>
          `- -> <0.3.0>
          """);
    }
  }

  @Nested
  class Reports {
    @Test
    void sectionsFollowTheTitle() {
      assertThat(render(report(), OutputFormat.TABLE))
          .isEqualTo(
              """
          <0.42.0> reader

          Overview
            status         waiting
            message queue  3

          Monitored by
            <0.1.0>
          """);
    }

    @Test
    void aSectionThatIsWholeIsNotCut() {
      List<List<Cell>> rows = List.of(List.of(Cell.text("at"), Cell.text("x".repeat(100))));
      var report = new Report("", List.of(new Section("Messages", rows, true)), new JsonObject());

      assertThat(render(report, OutputFormat.TABLE)).contains("  at  " + "x".repeat(100) + "\n");
    }

    @Test
    void longValuesAreCutAtTheWidth() {
      var report =
          new Report(
              "a title that is too long for it",
              List.of(
                  new Section("", List.of(List.of(Cell.text("at"), Cell.text("x".repeat(40)))))),
              new JsonObject());

      assertThat(render(report, OutputFormat.TABLE, new OutputMode(Theme.NONE, 20, true)))
          .isEqualTo(
              """
              a title that is too…

                at  xxxxxxxxxxxxx…
              """);
    }
  }

  @Test
  void treesHaveBranches() {
    assertThat(render(tree(), OutputFormat.TABLE))
        .isEqualTo(
            """
        <0.1.0> app
        ├─ ↔ <0.2.0>
        │  └─ → <0.4.0>
        └─ → <0.3.0>
        """);
  }

  @Test
  void jsonIsTheDocumentOnOneLine() {
    assertThat(render(tableOf(READER), OutputFormat.JSON))
        .isEqualTo(
            """
        {"v":1,"kind":"rows"}
        """);
  }

  private static Tree tree() {
    var link = new Tree.Mark("↔", "<->");
    var monitor = new Tree.Mark("→", "->");
    var grandchild = new Tree.Branch(monitor, Cell.text("<0.4.0>"), List.of());
    var children =
        List.of(
            new Tree.Branch(link, Cell.text("<0.2.0>"), List.of(grandchild)),
            new Tree.Branch(monitor, Cell.text("<0.3.0>"), List.of()));
    return new Tree(
        new Tree.Branch(Tree.Mark.NONE, Cell.text("<0.1.0> app"), children), new JsonObject());
  }

  private static Report report() {
    return new Report(
        "<0.42.0> reader",
        List.of(
            new Section(
                "Overview",
                List.of(
                    List.of(Cell.text("status"), Cell.text("waiting")),
                    List.of(Cell.text("message queue"), Cell.text("3")))),
            new Section("Monitored by", List.of(List.of(Cell.text("<0.1.0>"))))),
        new JsonObject());
  }

  private static Table<Row> tableOf(Row... rows) {
    return new Table<>(COLUMNS, List.of(rows), rows.length + " rows", JsonObject.document("rows"));
  }

  private static String table(List<Column<Row>> columns, int width, Row row) {
    return render(
        new Table<>(columns, List.of(row), "", new JsonObject()),
        OutputFormat.TABLE,
        new OutputMode(Theme.NONE, width, true));
  }

  private static String table(int width, Row... rows) {
    return render(tableOf(rows), OutputFormat.TABLE, new OutputMode(Theme.NONE, width, true));
  }

  private static String render(View view, OutputFormat format) {
    return render(view, format, new OutputMode(Theme.NONE, 80, true));
  }

  private static String render(View view, OutputFormat format, OutputMode mode) {
    var out = new StringWriter();
    Renderer.of(format, mode, true).render(view, new PrintWriter(out));
    return out.toString();
  }
}
