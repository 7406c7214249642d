package io.rebeam.commands.process;

import static io.rebeam.commands.process.Samples.PLAIN;
import static io.rebeam.commands.process.Samples.READER;
import static io.rebeam.commands.process.Samples.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.inspect.ProcessGroups;
import io.rebeam.inspect.ProcessKey;
import io.rebeam.inspect.ProcessQuery;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Renderer;
import io.rebeam.render.Table;
import io.rebeam.render.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PsTableTest {
  private static final List<ProcessSummary> ALL = List.of(PLAIN, WORKER, READER);

  private static Table<ProcessRow> table(ProcessQuery query) {
    return PsTable.of(ALL, query, ProcessColumn.DEFAULT);
  }

  private static ProcessQuery sortedBy(ProcessKey key, boolean reverse, int limit) {
    return new ProcessQuery(List.of(), null, 0, key, reverse, 1, limit, 0);
  }

  private static ProcessQuery matching(List<String> texts, @Nullable ProcessStatus state, int min) {
    return new ProcessQuery(texts, state, min, ProcessKey.PID, false, 1, 0, 0);
  }

  @Test
  void processesAreOneLineEachByPid() {
    assertThat(Samples.table(table(ProcessQuery.ALL)))
        .isEqualTo(
            """
        PID       NAME      STATE     MQ    CPU    AGE  AT
        <0.7.0>   app.main  waiting    2    0ms  3h00m  app.py:3 main
        <0.41.0>  "job 7"   waiting    0   12ms     3s
        <0.42.0>  reader    running  731  1m01s  4m12s  app.py:88 parse
        3 processes
        """);
  }

  @Test
  void aNarrowScreenLosesColumnsFromTheRightButNotTheOneSortedBy() {
    assertThat(heading(sortedBy(ProcessKey.PID, false, 0))).isEqualTo("PID NAME STATE MQ");
    assertThat(heading(sortedBy(ProcessKey.CPU, false, 0))).isEqualTo("PID NAME STATE CPU");
  }

  private static String heading(ProcessQuery query) {
    var text = new StringWriter();
    Renderer.of(OutputFormat.TABLE, new OutputMode(Theme.NONE, 36, true), /* header= */ true)
        .render(table(query), new PrintWriter(text));
    return text.toString().lines().findFirst().orElse("").replaceAll(" +", " ");
  }

  @Test
  void theFooterTellsHowManyThereAreInAll() {
    assertThat(table(sortedBy(ProcessKey.MQ, false, 2)).footer())
        .isEqualTo("2 of 3 processes (sorted by mq)");
    assertThat(PsTable.of(List.of(READER), ProcessQuery.ALL, ProcessColumn.DEFAULT).footer())
        .isEqualTo("1 process");
  }

  @ParameterizedTest
  @CsvSource({
    "PID, false, '7 41 42'",
    "NAME, false, '41 7 42'",
    "STATE, false, '42 7 41'",
    "MQ, false, '42 7 41'",
    "MQ, true, '41 7 42'",
    "CPU, false, '42 41 7'",
    "AGE, false, '7 42 41'",
    "AT, false, '41 7 42'"
  })
  void amountsAreSortedDownAndWordsUp(ProcessKey key, boolean reverse, String serials) {
    assertThat(serials(table(sortedBy(key, reverse, 0)))).isEqualTo(serials);
  }

  @ParameterizedTest
  @CsvSource({
    "reader, 42",
    "WORKER, 41",
    "job, 41",
    "<0.4, '41 42'",
    "waiting, '7 41'",
    "main, 7",
    "nothing, ''"
  })
  void textIsLookedForInWhatIsShown(String text, String serials) {
    assertThat(serials(table(matching(List.of(text), null, 0)))).isEqualTo(serials);
  }

  @Test
  void stateAndTextMustBothFit() {
    var query = matching(List.of("app"), ProcessStatus.WAITING, 0);

    assertThat(serials(table(query))).isEqualTo("7 41");
    assertThat(serials(table(matching(List.of("app", "job"), null, 0)))).isEqualTo("41");
    assertThat(serials(table(matching(List.of("app", "nothing"), null, 0)))).isEmpty();
  }

  @Test
  void emptyMailboxesCanBeLeftOut() {
    assertThat(serials(table(matching(List.of(), null, 2)))).isEqualTo("7 42");
    assertThat(serials(table(matching(List.of(), null, 3)))).isEqualTo("42");
  }

  @Test
  void aPageBeginsWhereTheLastOneEnded() {
    var page = new ProcessQuery(List.of(), null, 0, ProcessKey.PID, false, 2, 1, 0);
    var tail = new ProcessQuery(List.of(), null, 0, ProcessKey.PID, true, 1, 0, 2);

    assertThat(serials(table(page))).isEqualTo("41");
    assertThat(table(page).footer()).isEqualTo("1 of 3 processes, from row 2");
    assertThat(serials(table(tail))).isEqualTo("41 7");
    assertThat(table(tail).footer()).isEqualTo("2 of 3 processes");
  }

  @Test
  void moreColumnsTellOfRelationsTrafficAndMemory() {
    var columns = new ArrayList<ProcessColumn>();
    for (String word :
        List.of("pid", "parent", "links", "monitors", "watchers", "in", "out", "slices", "prio")) {
      columns.add(new ProcessColumn.Words().convert(word));
    }
    columns.add(ProcessColumn.MEM);

    assertThat(
            Samples.table(PsTable.of(List.of(Samples.DETAILED, PLAIN), ProcessQuery.ALL, columns)))
        .isEqualTo(
            """
        PID       PARENT    LINKS  MONITORS  WATCHERS   IN  OUT  SLICES  PRIO       MEM
        <0.7.0>                 0         0         0    0    0       0  normal     0 B
        <0.43.0>  <0.30.0>      2         1         3  900  169    1234  high    1.2 MB
        2 of 2 processes
        """
                .replace("2 of 2", "2"));
  }

  @Test
  void groupsAreCountedTheLargestFirst() {
    var groups = ProcessGroups.of(ALL, ProcessGroups.By.STATE);

    assertThat(Samples.table(GroupTable.of(groups, ProcessGroups.By.STATE, 3, 0)))
        .isEqualTo(
            """
        STATE    COUNT   MQ  LONGEST    CPU
        waiting      2    2        2   12ms
        running      1  731      731  1m01s
        2 groups of 3 processes
        """);
    assertThat(
            Samples.table(
                GroupTable.of(
                    ProcessGroups.of(ALL, ProcessGroups.By.LABEL), ProcessGroups.By.LABEL, 3, 1)))
        .isEqualTo(
            """
        LABEL  COUNT   MQ  LONGEST    CPU
        none       2  733      731  1m01s
        1 of 2 groups of 3 processes
        """);
    assertThat(Samples.json(GroupTable.of(groups, ProcessGroups.By.STATE, 3, 1)))
        .isEqualTo(
            """
        {"v":1,"kind":"ps_groups","grouped_by":"state","processes":3,"groups":[\
        {"key":"waiting","count":2,"message_queue_len":2,"longest_message_queue":2,\
        "cpu_us":12000}]}
        """);
  }

  @Test
  void columnsAreShownInTheOrderAskedFor() {
    var columns = List.of(ProcessColumn.MQ, ProcessColumn.PID, ProcessColumn.LABEL);

    assertThat(Samples.table(PsTable.of(ALL, ProcessQuery.ALL, columns)))
        .isEqualTo(
            """
         MQ  PID       LABEL
          2  <0.7.0>
          0  <0.41.0>  job 7
        731  <0.42.0>
        3 processes
        """);
  }

  @Test
  void jsonHoldsEveryItemUnderItsOtpName() {
    assertThat(Samples.json(table(sortedBy(ProcessKey.CPU, false, 2))))
        .isEqualTo(
            """
        {"v":1,"kind":"ps","total":3,"matching":3,"shown":2,"sorted_by":"cpu","processes":[\
        {"pid":"<0.42.0>","registered_name":"reader","label":null,"initial_call":"app.reader","behaviour":null,\
        "status":"running","message_queue_len":731,"age_ms":252000,"cpu_us":61200000,\
        "current_location":"app.py:88 parse","parent":null,"links":0,"monitors":0,\
        "monitored_by":0,"messages_in":0,"messages_out":0,"slices":0,"priority":"normal",\
        "memory_bytes":0},\
        {"pid":"<0.41.0>","registered_name":null,"label":"job 7","initial_call":"app.worker","behaviour":null,\
        "status":"waiting","message_queue_len":0,"age_ms":3000,"cpu_us":12000,\
        "current_location":null,"parent":null,"links":0,"monitors":0,"monitored_by":0,\
        "messages_in":0,"messages_out":0,"slices":0,"priority":"normal","memory_bytes":0}]}
        """);
  }

  private static String serials(Table<ProcessRow> table) {
    return String.join(
        " ",
        table.rows().stream()
            .map(ProcessRow::pid)
            .map(Pid::serial)
            .map(serial -> Long.toString(serial))
            .toList());
  }
}
