package io.rebeam.commands.process;

import static io.rebeam.commands.process.Samples.PLAIN;
import static io.rebeam.commands.process.Samples.READER;
import static io.rebeam.commands.process.Samples.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.process.Pid;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTableTest {
  private static final List<ProcessSummary> ALL = List.of(PLAIN, WORKER, READER);

  private static Table<ProcessSummary> table(ProcessQuery query) {
    return ProcessTable.of(ALL, query, ProcessColumn.DEFAULT);
  }

  private static ProcessQuery sortedBy(ProcessColumn key, boolean reverse, int limit) {
    return new ProcessQuery("", Optional.empty(), Optional.of(key), reverse, limit);
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
  void theFooterTellsHowManyThereAreInAll() {
    assertThat(table(sortedBy(ProcessColumn.MQ, false, 2)).footer())
        .isEqualTo("2 of 3 processes (sorted by mq)");
    assertThat(ProcessTable.of(List.of(READER), ProcessQuery.ALL, ProcessColumn.DEFAULT).footer())
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
  void amountsAreSortedDownAndWordsUp(ProcessColumn key, boolean reverse, String serials) {
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
    var query = new ProcessQuery(text, Optional.empty(), Optional.empty(), false, 0);

    assertThat(serials(table(query))).isEqualTo(serials);
  }

  @Test
  void stateAndTextMustBothFit() {
    var query =
        new ProcessQuery("app", Optional.of(ProcessStatus.WAITING), Optional.empty(), false, 0);

    assertThat(serials(table(query))).isEqualTo("7 41");
  }

  @Test
  void columnsAreShownInTheOrderAskedFor() {
    var columns = List.of(ProcessColumn.MQ, ProcessColumn.PID, ProcessColumn.LABEL);

    assertThat(Samples.table(ProcessTable.of(ALL, ProcessQuery.ALL, columns)))
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
    assertThat(Samples.json(table(sortedBy(ProcessColumn.CPU, false, 2))))
        .isEqualTo(
            """
        {"v":1,"kind":"ps","total":3,"shown":2,"sorted_by":"cpu","processes":[\
        {"pid":"<0.42.0>","registered_name":"reader","label":null,"initial_call":"app.reader",\
        "status":"running","message_queue_len":731,"age_ms":252000,"cpu_us":61200000,\
        "current_location":"app.py:88 parse"},\
        {"pid":"<0.41.0>","registered_name":null,"label":"job 7","initial_call":"app.worker",\
        "status":"waiting","message_queue_len":0,"age_ms":3000,"cpu_us":12000,\
        "current_location":null}]}
        """);
  }

  private static String serials(Table<ProcessSummary> table) {
    return String.join(
        " ",
        table.rows().stream()
            .map(ProcessSummary::pid)
            .map(Pid::serial)
            .map(serial -> Long.toString(serial))
            .toList());
  }
}
