package io.rebeam.commands.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.history.EndedProcess;
import io.rebeam.history.ExitOrigin;
import io.rebeam.history.LoggedCause;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessNames;
import io.rebeam.render.OutputFormat;
import io.rebeam.render.OutputMode;
import io.rebeam.render.Renderer;
import io.rebeam.render.Theme;
import io.rebeam.render.View;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HistoryReportsTest {
  private static final EndedProcess READER =
      new EndedProcess(
          new Pid(42),
          new ProcessNames("reader", null, "app.reader"),
          new Pid(30),
          "KeyError: 'missing'",
          true,
          new ExitOrigin(ExitOrigin.Kind.ITSELF, null, ""),
          Duration.ofMillis(61_200),
          731,
          Duration.ofMillis(3_400));

  private static final EndedProcess WIDE =
      new EndedProcess(
          new Pid(43),
          new ProcessNames(null, "読者 e\u0301", "app.worker"),
          null,
          "KeyError: 'missing'",
          true,
          new ExitOrigin(ExitOrigin.Kind.LINK, new Pid(42), "reader"),
          Duration.ofHours(3),
          0,
          Duration.ofMillis(3_300));

  private static final EndedProcess DONE =
      new EndedProcess(
          new Pid(7),
          new ProcessNames(null, null, "app.main"),
          new Pid(2),
          "normal",
          false,
          new ExitOrigin(ExitOrigin.Kind.ITSELF, null, ""),
          Duration.ofMillis(12),
          2,
          Duration.ofMillis(100));

  private static final LoggedCause CAUSE =
      new LoggedCause(
          3,
          "rebeam.crash",
          "KeyError",
          "app.py:12 in reader",
          37,
          Duration.ofSeconds(252),
          Duration.ofMillis(3_400),
          new Pid(42),
          "reader",
          "KeyError: '読\u0007'",
          "KeyError: '読\u0007'\n  app.py:12 in reader\n      d['読']");

  private static final LoggedCause WARNING =
      new LoggedCause(
          4,
          "rebeam.scheduler",
          "system_limit",
          "",
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          null,
          "",
          "spawn failed",
          "spawn failed");

  private static String table(View view, int width) {
    return render(view, OutputFormat.TABLE, width);
  }

  private static String json(View view) {
    return render(view, OutputFormat.JSON, 80);
  }

  private static String render(View view, OutputFormat format, int width) {
    var out = new StringWriter();
    Renderer.of(format, new OutputMode(Theme.NONE, width, true), true)
        .render(view, new PrintWriter(out));
    return out.toString();
  }

  @Nested
  class Dead {
    private final List<EndedProcess> all = List.of(READER, WIDE, DONE);

    private View view(DeadTable.Query query) {
      return DeadTable.of(all, query, 3);
    }

    @Test
    void theLatestStandsAtTheBottom() {
      assertThat(table(view(DeadTable.Query.ALL), 120))
          .isEqualTo(
              """
          ENDED  PID       NAME      REASON               BY                    LIVED   MQ
             3s  <0.42.0>  reader    KeyError: 'missing'  itself                1m01s  731
             3s  <0.43.0>  "読者 e\u0301"  KeyError: 'missing'  link <0.42.0> reader  3h00m    0
           0.1s  <0.7.0>   app.main  normal               itself                 0.0s    2
          3 processes have ended
          """);
    }

    @Test
    void aNarrowScreenLosesColumnsFromTheRight() {
      assertThat(table(view(DeadTable.Query.ALL), 78))
          .isEqualTo(
              """
          ENDED  PID       NAME      REASON               BY                    LIVED
             3s  <0.42.0>  reader    KeyError: 'missing'  itself                1m01s
             3s  <0.43.0>  "読者 e\u0301"  KeyError: 'missing'  link <0.42.0> reader  3h00m
           0.1s  <0.7.0>   app.main  normal               itself                 0.0s
          3 processes have ended
          """);
      assertThat(table(view(DeadTable.Query.ALL), 40))
          .isEqualTo(
              """
          ENDED  PID       NAME      REASON
             3s  <0.42.0>  reader    KeyError: 'm…
             3s  <0.43.0>  "読者 e\u0301"  KeyError: 'm…
           0.1s  <0.7.0>   app.main  normal
          3 processes have ended
          """);
    }

    @Test
    void queriesSelectByTextReasonAndKindAndKeepTheLatest() {
      assertThat(new DeadTable.Query("READ", "", false, 0).select(all)).containsExactly(READER);
      assertThat(new DeadTable.Query("", "keyerror", false, 0).select(all))
          .containsExactly(READER, WIDE);
      assertThat(new DeadTable.Query("", "", true, 1).select(all)).containsExactly(WIDE);
      assertThat(new DeadTable.Query("", "", false, 2).select(all)).containsExactly(WIDE, DONE);
    }

    @Test
    void theFooterTellsWhatIsNotShown() {
      assertThat(DeadTable.of(all, new DeadTable.Query("", "", false, 1), 3).footer())
          .isEqualTo("1 of 3 processes have ended");
      assertThat(DeadTable.of(all, DeadTable.Query.ALL, 5000).footer())
          .isEqualTo("3 of 5000 processes have ended, the last 3 are kept");
      assertThat(DeadTable.of(List.of(DONE), DeadTable.Query.ALL, 1).footer())
          .isEqualTo("1 process has ended");
    }

    @Test
    void jsonHoldsTheSame() {
      assertThat(json(DeadTable.of(List.of(WIDE), DeadTable.Query.ALL, 1)))
          .isEqualTo(
              """
          {"v":1,"kind":"dead","total":1,"shown":1,"processes":[{"pid":"<0.43.0>",\
          "registered_name":null,"label":"読者 e\u0301","initial_call":"app.worker","parent":null,\
          "reason":"KeyError: 'missing'","abnormal":true,"origin":"link",\
          "origin_pid":"<0.42.0>","origin_name":"reader","lifetime_ms":10800000,\
          "message_queue_len":0,"ago_ms":3300}]}
          """);
    }

    @Test
    void oneIsToldWithTheStartOfItsReport() {
      assertThat(table(DeadReport.of(READER, Optional.of(CAUSE)), 80))
          .isEqualTo(
              """
          <0.42.0> reader has ended

            reason           KeyError: 'missing'
            by               itself
            ended            3.4 s ago
            lived            1m01s
            registered name  reader
            initial call     app.reader
            parent           <0.30.0>
            messages left    731

          Report
            KeyError: '読\\x07'
              app.py:12 in reader
                  d['読']
            … ':log 3' shows all, which has come 37 times
          """);
      assertThat(table(DeadReport.of(WIDE, Optional.empty()), 40))
          .isEqualTo(
              """
          <0.43.0> "読者 e\u0301" has ended

            reason         KeyError: 'missing'
            by             link <0.42.0> reader
            ended          3.3 s ago
            lived          3h00m
            label          読者 e\u0301
            initial call   app.worker
            messages left  0
          """);
      assertThat(json(DeadReport.of(DONE, Optional.empty())))
          .startsWith("{\"v\":1,\"kind\":\"dead_process\",\"pid\":\"<0.7.0>\",")
          .endsWith(",\"log\":null}\n");
    }
  }

  @Nested
  class Log {
    @Test
    void oneLineACause() {
      View view = LogTable.of(List.of(CAUSE, WARNING), 0);

      assertThat(table(view, 120))
          .isEqualTo(
              """
          N  COUNT  LAST  WHAT                AT                   PID       FIRST
          3     37    3s  KeyError: '読\\x07'  app.py:12 in reader  <0.42.0>  4m12s
          4      1    1s  spawn failed                                          1s
          2 causes, 38 reports; ':log N' shows one whole
          """);
      assertThat(table(view, 40))
          .isEqualTo(
              """
          N  COUNT  LAST  WHAT
          3     37    3s  KeyError: '読\\x07'
          4      1    1s  spawn failed
          2 causes, 38 reports; ':log N' shows on…
          """);
      assertThat(table(LogTable.of(List.of(), 0), 80))
          .isEqualTo("N  COUNT  LAST  WHAT  AT  PID  FIRST\nno crash reports and no warnings\n");
    }

    @Test
    void theReportOfACauseIsShownWholeAndCannotDriveTheTerminal() {
      assertThat(table(LogReport.of(CAUSE), 20))
          .isEqualTo(
              """
              37 reports since 4m12s ago, the last 3.4 s ago, <0.42.0> reader
              KeyError: '読\\x07'
                app.py:12 in reader
                    d['読']
              """);
      assertThat(table(LogReport.of(WARNING), 80)).isEqualTo("1 report, 1.0 s ago\nspawn failed\n");
    }

    @Test
    void jsonHoldsTheSame() {
      assertThat(json(LogTable.of(List.of(WARNING), 0)))
          .isEqualTo(
              """
          {"v":1,"kind":"log","total":1,"reports":1,"causes":[{"number":4,"logger":"rebeam.scheduler",\
          "type":"system_limit","place":null,"count":1,"first_ms":1000,"last_ms":1000,\
          "pid":null,"name":null,"headline":"spawn failed","report":"spawn failed"}]}
          """);
      assertThat(json(LogReport.of(CAUSE)))
          .startsWith("{\"v\":1,\"kind\":\"log_cause\",\"number\":3,\"logger\":\"rebeam.crash\",");
    }
  }
}
