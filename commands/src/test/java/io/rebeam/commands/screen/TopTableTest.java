package io.rebeam.commands.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.NodeLoad.SchedulerLoad;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessRow.Details;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Renderer;
import io.rebeam.render.Theme;
import io.rebeam.render.View;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sample as text, at several widths. */
class TopTableTest {
  private static final List<TopSample.Row> ROWS =
      List.of(
          new TopSample.Row(
              process(42, "reader", null, ProcessStatus.RUNNING, 731, "app.py:88 parse"),
              0.974,
              1_200),
          new TopSample.Row(
              process(43, null, "読者 e\u0301", ProcessStatus.WAITING, 0, "app.py:9 wait"),
              0.001,
              -3));

  private static ProcessSummary process(
      long pid,
      @Nullable String name,
      @Nullable String label,
      ProcessStatus status,
      int queued,
      String where) {
    return new ProcessSummary(
        new Pid(pid),
        new ProcessNames(name, label, "app.main"),
        status,
        queued,
        Duration.ofSeconds(252),
        Duration.ofMillis(61_200),
        where,
        new Details(new Pid(1), 0, 0, 0, 900, 20, 7, "normal", 1_300_000));
  }

  private static TopSample sample(TopOrder order, boolean growth, Duration window) {
    return new TopSample(
        new TopQuery(List.of("app"), order, growth, false),
        Duration.ofSeconds(3_700),
        window,
        12,
        Map.of(ProcessStatus.RUNNING, 1, ProcessStatus.WAITING, 11),
        ROWS,
        new NodeLoad(
            Duration.ofSeconds(1),
            List.of(new SchedulerLoad(1, 0.52, 3, 99, null, List.of(), List.of())),
            2,
            5,
            10_000,
            null,
            List.of()),
        120L << 20,
        2L << 30,
        Duration.ofMillis(3));
  }

  private static String text(View view, OutputFormat format, int width) {
    var text = new StringWriter();
    Renderer.of(format, new OutputMode(Theme.NONE, width, true), true)
        .render(view, new PrintWriter(text));
    return text.toString();
  }

  @Test
  void theHeadingTellsStatesLoadAndMemory() {
    var sample = sample(TopOrder.CPU, true, Duration.ofSeconds(1));

    assertThat(TopTable.heading(sample, true))
        .containsExactly(
            "up 1h01m   12 processes: 1 running, 11 waiting",
            "scheduler 1   52 % ██████████░░░░░░░░░░   run queue 3",
            "heap 120 MB of 2.0 GB (6 %)   blocking threads 5   zombies 2 (:sched)");
    assertThat(TopTable.heading(sample, false).get(1)).contains("##########..........");
    assertThat(TopTable.order(sample)).isEqualTo("by cpu of the last 1.0 s   2 match app");
  }

  @Test
  void onANarrowScreenNamesShrinkBeforeColumnsAreLeftOut() {
    var reader =
        new TopSample.Row(
            process(42, "reader_of_europe", null, ProcessStatus.RUNNING, 731, "app.py:88 parse"),
            0.974,
            1_200);
    View table =
        TopTable.steady(
            sample(TopOrder.CPU, true, Duration.ofSeconds(1)), List.of(reader, ROWS.get(1)));

    assertThat(onScreen(table, 120))
        .isEqualTo(
            """
        PID        NAME                STATE      CPU%     MQ     CPU     AGE  AT
        <0.42.0>   reader_of_europe    running      97    731   1m01s   4m12s  app.py:88 parse
        <0.43.0>   "読者 e\u0301"            waiting       0      0   1m01s   4m12s  app.py:9 wait
        """);
    assertThat(onScreen(table, 80))
        .isEqualTo(
            """
        PID        NAME              STATE      CPU%     MQ     CPU     AGE  AT
        <0.42.0>   reader_of_europe  running      97    731   1m01s   4m12s  app.py:88…
        <0.43.0>   "読者 e\u0301"          waiting       0      0   1m01s   4m12s  app.py:9 …
        """);
    assertThat(onScreen(table, 60))
        .isEqualTo(
            """
        PID        NAME      STATE      CPU%     MQ     CPU     AGE
        <0.42.0>   reader_…  running      97    731   1m01s   4m12s
        <0.43.0>   "読者 e\u0301"  waiting       0      0   1m01s   4m12s
        """);
    assertThat(onScreen(table, 40))
        .isEqualTo(
            """
        PID        NAME         STATE      CPU%
        <0.42.0>   reader_of_…  running      97
        <0.43.0>   "読者 e\u0301"     waiting       0
        """);
  }

  /** The table in {@code :top}, which has a column for the mark. */
  private static String onScreen(View table, int columns) {
    return text(table, OutputFormat.TABLE, columns - 1);
  }

  @Test
  void theColumnThatIsRankedByIsTheLastToGo() {
    Duration second = Duration.ofSeconds(1);

    assertThat(heading(sample(TopOrder.CPU, true, second), 24)).isEqualTo("PID CPU%");
    assertThat(heading(sample(TopOrder.CPU, false, second), 39)).isEqualTo("PID NAME STATE CPU");
    assertThat(heading(sample(TopOrder.MEM, false, second), 39)).isEqualTo("PID NAME MEM");
    assertThat(heading(sample(TopOrder.MEM, true, second), 39)).isEqualTo("PID NAME +MEM");
    assertThat(heading(sample(TopOrder.AGE, false, second), 39)).isEqualTo("PID NAME STATE AGE");
    assertThat(heading(sample(TopOrder.MQ, false, second), 39)).isEqualTo("PID NAME STATE MQ");
  }

  @Test
  void anAmountThatIsRankedHasAColumnAndSoHasItsGrowth() {
    Duration second = Duration.ofSeconds(1);

    assertThat(heading(sample(TopOrder.MEM, false, second))).contains("MQ MEM CPU");
    assertThat(heading(sample(TopOrder.MEM, true, second))).contains("MQ MEM +MEM CPU");
    assertThat(heading(sample(TopOrder.MQ, true, second))).contains("CPU% MQ +MQ CPU");
    assertThat(text(TopTable.of(sample(TopOrder.MEM, true, second), ROWS), OutputFormat.PLAIN, 90))
        .contains("\t1.2 MB\t+1.1 KB\t")
        .contains("\t1.2 MB\t-3\t");
  }

  private static String heading(TopSample sample) {
    return heading(sample, 200);
  }

  private static String heading(TopSample sample, int width) {
    String text = text(TopTable.steady(sample, ROWS), OutputFormat.TABLE, width);
    return text.lines().findFirst().orElse("").strip().replaceAll(" +", " ");
  }

  @Test
  void theFirstLookHasNothingToCompareWith() {
    var sample = sample(TopOrder.CPU, true, Duration.ZERO);

    assertThat(TopTable.order(sample)).startsWith("by cpu since each began");
    assertThat(text(TopTable.of(sample, ROWS), OutputFormat.PLAIN, 90))
        .contains("<0.42.0>\treader\trunning\t-\t731\t");
    assertThat(TopTable.of(sample, ROWS).json().toString())
        .contains("\"window_ms\":0")
        .contains("\"cpu_share\":null,\"growth\":null");
  }
}
