package io.rebeam.commands.process;

import static io.rebeam.commands.process.Samples.APP;
import static io.rebeam.commands.process.Samples.CACHE;
import static io.rebeam.commands.process.Samples.DEAD;
import static io.rebeam.commands.process.Samples.DETAILED;
import static io.rebeam.commands.process.Samples.PLAIN;
import static io.rebeam.commands.process.Samples.READER;
import static io.rebeam.commands.process.Samples.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.node.LoadReport;
import io.rebeam.commands.node.MemoryReport;
import io.rebeam.commands.node.NodeReport;
import io.rebeam.commands.node.NodeTopic;
import io.rebeam.commands.node.TimersCommand;
import io.rebeam.commands.node.UptimeCommand;
import io.rebeam.commands.node.WhoamiCommand;
import io.rebeam.commands.otp.SpawnTree;
import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.Limit;
import io.rebeam.inspect.MemoryView;
import io.rebeam.inspect.MonitorList;
import io.rebeam.inspect.MonitorView;
import io.rebeam.inspect.NodeLoad;
import io.rebeam.inspect.NodeLoad.SchedulerLoad;
import io.rebeam.inspect.NodeLoad.Share;
import io.rebeam.inspect.NodeLoad.Slice;
import io.rebeam.inspect.NodeLoad.ThreadLoad;
import io.rebeam.inspect.StackView.Source;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.inspect.TimerList;
import io.rebeam.inspect.TimerList.Kind;
import io.rebeam.inspect.TimerList.TimerView;
import io.rebeam.node.NodeVersions;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessNames;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import io.rebeam.process.ProcessSummary;
import io.rebeam.render.DisplayWidth;
import io.rebeam.render.TextAnswer;
import io.rebeam.render.View;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer on narrow, usual and wide screens, as plain output and as JSON: {@code
 * inspection-reports.txt}.
 */
class InspectionReportsTest {
  private static final NodeLoad BUSY =
      new NodeLoad(
          Duration.ofSeconds(1),
          List.of(
              new SchedulerLoad(
                  1,
                  0.97,
                  3,
                  12_345,
                  new Slice(new Peer(READER.pid(), "reader"), Duration.ofMillis(3_400)),
                  List.of(
                      new ThreadLoad(
                          "rebeam-blocking-1.1",
                          "blocking",
                          1,
                          1,
                          new Peer(WORKER.pid(), "\"jöb 仕事\""),
                          Duration.ofSeconds(75),
                          1),
                      new ThreadLoad(
                          "rebeam-blocking-1.2", "blocking", 0, 0, null, Duration.ZERO, 3),
                      new ThreadLoad(
                          "rebeam-scheduler-1.1",
                          "retired",
                          0.97,
                          0.12,
                          new Peer(READER.pid(), "reader"),
                          Duration.ofMillis(3_400),
                          12_000),
                      new ThreadLoad(
                          "rebeam-scheduler-1.2", "carrier", 0.04, 0, null, Duration.ZERO, 345)),
                  List.of(
                      new Share(new Peer(READER.pid(), "reader"), 0.61), new Share(DEAD, 0.2)))),
          1,
          2,
          10_000,
          null,
          List.of(
              new NodeLoad.Computation("int ** int", Duration.ofMillis(1_200), true),
              new NodeLoad.Computation("sort", Duration.ofSeconds(61), false)));

  private static final MemoryView MEMORY =
      new MemoryView(
          1_900_000_000L,
          2_000_000_000L,
          2_147_483_648L,
          104_857_600,
          57,
          231_000_000,
          1_000_733,
          230_000_000,
          List.of(
              new MemoryView.Holder(READER, 229_000_000, 228_999_000),
              new MemoryView.Holder(wide(), 1_500, 0)),
          List.of(
              new MemoryView.Collector(
                  "PS Scavenge", 12, Duration.ofMillis(340), Duration.ofMillis(15)),
              new MemoryView.Collector("PS MarkSweep", 0, Duration.ZERO, null)));

  private static final TimerList TIMERS =
      new TimerList(
          List.of(
              new TimerView(7, Duration.ofMillis(400), Kind.SEND_AFTER, null, APP, null, "tick"),
              new TimerView(
                  8,
                  Duration.ofSeconds(75),
                  Kind.START_TIMER,
                  null,
                  DEAD,
                  null,
                  "étape e\u0301 停止"),
              new TimerView(
                  9,
                  Duration.ofHours(2),
                  Kind.SEND_INTERVAL,
                  Duration.ofHours(3),
                  null,
                  "cleaner",
                  "int")),
          3,
          12);

  private static ProcessSummary wide() {
    return new ProcessSummary(
        new Pid(44),
        new ProcessNames(null, "仕事 e\u0301", "app.worker"),
        ProcessStatus.RUNNABLE,
        3,
        Duration.ofSeconds(3),
        Duration.ofMillis(12),
        "app.py:7 仕事",
        new ProcessRow.Details(new Pid(43), 1, 0, 0, 3, 0, 2, "low", 1_500));
  }

  private static View tree() {
    List<ProcessRow> rows = new ArrayList<>(List.of(PLAIN, DETAILED, wide()));
    for (int i = 100; i < 112; i++) {
      rows.add(
          new ProcessSummary(
              new Pid(i),
              new ProcessNames(null, null, "app.pool"),
              ProcessStatus.WAITING,
              0,
              Duration.ofSeconds(3),
              Duration.ZERO,
              "",
              new ProcessRow.Details(new Pid(44), 0, 0, 0, 0, 0, 1, "normal", 1_000)));
    }
    Map<Pid, List<Peer>> links =
        Map.of(
            new Pid(43), List.of(new Peer(new Pid(44), ""), new Peer(new Pid(7), "app.main")),
            new Pid(44), List.of(new Peer(new Pid(43), "cache")));
    return SpawnTree.ofAll(
        rows, new SpawnTree.Facts(pid -> links.getOrDefault(pid, List.of()), _ -> null), 10);
  }

  private static ProcessSummary otp(
      long serial, long parent, @Nullable String name, String call, String behaviour) {
    return new ProcessSummary(
        new Pid(serial),
        new ProcessNames(name, null, call, behaviour),
        ProcessStatus.WAITING,
        serial == 52 ? 731 : 0,
        Duration.ofSeconds(serial),
        Duration.ZERO,
        "",
        new ProcessRow.Details(new Pid(parent), 1, 0, 0, 0, 0, 1, "normal", 1_000));
  }

  private static ChildView child(
      String id, String restart, @Nullable Long pid, long restarts, ChildView.@Nullable End end) {
    return new ChildView(
        id,
        "Worker",
        restart,
        "5.0",
        "worker",
        false,
        pid == null ? "restarting" : "running",
        pid == null ? null : new Pid(pid),
        restarts,
        end);
  }

  private static View supervisionTree() {
    var boom = new ChildView.End("ValueError('仕事\\n boom')", Duration.ofSeconds(3));
    var app =
        new SupervisionView(
            "rest_for_one",
            3,
            Duration.ofSeconds(5),
            2,
            7,
            "any_significant",
            List.of(
                child("counter", "permanent", 51L, 0, null),
                child("Worker", "transient", 52L, 7, boom),
                child("late", "permanent", null, 0, boom),
                child("pool", "permanent", 53L, 0, null)),
            4);
    var pool =
        new SupervisionView("one_for_one", 1_000, Duration.ofHours(1), 0, 0, "never", List.of(), 0);
    List<ProcessRow> rows =
        List.of(
            PLAIN,
            otp(50, 7, "app", "Supervisor", "Supervisor"),
            otp(51, 50, null, "Counter", "GenServer"),
            otp(52, 50, "reader", "Worker", "GenServer"),
            otp(53, 50, "pool", "DynamicSupervisor", "DynamicSupervisor"),
            otp(54, 52, null, "helper", "Task"));
    return SpawnTree.ofAll(
        rows,
        new SpawnTree.Facts(
            pid -> List.of(new Peer(new Pid(pid.serial() == 50 ? 7 : 50), "")),
            pid -> pid.serial() == 50 ? app : pid.serial() == 53 ? pool : null),
        10);
  }

  private static NodeReport.Facts facts() {
    return new NodeReport.Facts(
        new NodeVersions("3.12.8", "25.0.3", "GraalVM CE"),
        new NodeReport.Counts(3, 4),
        Duration.ofSeconds(245),
        MEMORY,
        List.of(
            new Limit("processes", 57, 100, false),
            new Limit("blocking threads", 75, 100, false),
            new Limit("heap", 1_900_000_000L, 2_147_483_648L, true)),
        BUSY,
        READER);
  }

  /** The answers by name. */
  private static Map<String, View> answers() {
    Map<String, View> answers = new TreeMap<>();
    answers.put("mbox", MailboxReport.of(READER, Samples.longMailbox(), MailboxQuery.ends(1, 1)));
    answers.put(
        "mbox page", MailboxReport.of(READER, Samples.mailbox(), MailboxQuery.page(731, 1)));
    answers.put("bt exact", StackReport.of(Samples.stack(Source.EXACT, List.of())));
    answers.put(
        "bt stuck",
        StackReport.of(
            List.of(
                Samples.stack(Source.NO_ANSWER, List.of("Native.call", "java.lang.Thread.sleep0")),
                Samples.stack(Source.WAITING, List.of())),
            Duration.ofSeconds(1),
            1));
    answers.put("bt none", StackReport.of(List.of(), Duration.ofMillis(500), 10));
    answers.put("sched", LoadReport.of(BUSY, 0));
    answers.put("mem", MemoryReport.of(MEMORY));
    answers.put("timers", TimersCommand.table(TIMERS));
    answers.put(
        "timers cut", TimersCommand.table(new TimerList(TIMERS.timers().subList(0, 1), 3, 12)));
    answers.put(
        "monitors",
        MonitorsCommand.table(
            READER.pid(),
            new MonitorList(
                List.of(
                    new MonitorView(3, true, CACHE, null),
                    new MonitorView(4, true, null, "仕事"),
                    new MonitorView(5, false, DEAD, null)),
                2,
                1)));
    answers.put("tree", tree());
    answers.put("tree supervised", supervisionTree());
    answers.put(
        "whoami", WhoamiCommand.report(Samples.info(WORKER, List.of(APP), List.of(), List.of())));
    answers.put(
        "uptime",
        UptimeCommand.notice(
            Duration.ofSeconds(3_725),
            ZonedDateTime.of(2026, 11, 23, 10, 0, 0, 0, ZoneOffset.UTC)));
    return answers;
  }

  private static List<Arguments> goldens() {
    Map<String, String> written = written();
    List<Arguments> goldens = new ArrayList<>();
    answers()
        .forEach(
            (name, view) -> {
              for (int width : new int[] {40, 80, 120}) {
                String title = name + " " + width;
                goldens.add(Arguments.of(title, Samples.table(view, width), written.get(title)));
              }
              goldens.add(
                  Arguments.of(name + " plain", Samples.plain(view), written.get(name + " plain")));
              goldens.add(
                  Arguments.of(name + " json", Samples.json(view), written.get(name + " json")));
            });
    return goldens;
  }

  /** The parts of the file: a line {@code ==== title}, and the lines after it. */
  private static Map<String, String> written() {
    try (InputStream in =
        InspectionReportsTest.class.getResourceAsStream("inspection-reports.txt")) {
      assertThat(in).isNotNull();
      Map<String, String> parts = new TreeMap<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("(?m)^==== ", -1)) {
        int end = part.indexOf('\n');
        if (end > 0) {
          parts.put(part.substring(0, end), part.substring(end + 1));
        }
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldens")
  void anAnswerIsAsItIsWritten(String title, String shown, String written) {
    assertThat(shown).as(title).isEqualTo(written);
  }

  @Test
  void nothingIsWiderThanTheScreen() {
    answers().values().stream()
        .filter(view -> !(view instanceof TextAnswer)) // written as it is
        .forEach(
            view ->
                assertThat(Samples.table(view, 40).lines())
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(40)));
  }

  @Nested
  class Nodes {
    @Test
    void topicsAreShownAndTheOthersNamed() {
      String text = Samples.table(NodeReport.of(facts(), List.of(NodeTopic.LIMITS)));

      assertThat(text)
          .contains(
              """

              Limits
                processes         57 of 100 (57%)
                blocking threads  75 of 100 (75%)
                heap              1.7 GB of 2.0 GB (88%) !

                more topics, as in ':info gc': system memory schedulers gc shell
              """);
    }

    @Test
    void everyTopicHasSomethingToTell() {
      String text = Samples.table(NodeReport.of(facts(), List.of(NodeTopic.values())));

      assertThat(text)
          .contains("\nSystem\n", "\nJVM\n", "\nLimits\n", "\nLoad\n", "\nShell\n")
          .contains("PS Scavenge   12 runs  340ms in all  the last 15ms")
          .contains("all topics are shown");
    }
  }

  @Nested
  class Verdicts {
    private NodeLoad load(double busy, int queue, List<Share> shares) {
      return new NodeLoad(
          Duration.ofSeconds(1),
          List.of(new SchedulerLoad(1, busy, queue, 1, null, List.of(), shares)),
          0,
          0,
          10,
          null,
          List.of());
    }

    @Test
    void aBuiltinThatHoldsTheInterpreterIsTold() {
      NodeLoad load =
          new NodeLoad(
              Duration.ofSeconds(1),
              List.of(new SchedulerLoad(1, 1, 2, 1, null, List.of(), List.of())),
              0,
              0,
              10,
              new NodeLoad.LockHolder(
                  new Peer(READER.pid(), "reader"), "zlib.compress", Duration.ofMillis(3_400)),
              List.of());

      assertThat(LoadReport.verdict(load))
          .isEqualTo(
              "zlib.compress in <0.42.0> reader, which runs for 3.4s, holds the interpreter:"
                  + " no other Python code runs");
      assertThat(LoadReport.of(load, 0).json().toString()) // the line of the report is the verdict
          .contains("\"builtin\":\"zlib.compress\",\"running_ms\":3400");
    }

    @Test
    void aSaturatedSchedulerIsToldWithItsCause() {
      assertThat(LoadReport.verdict(BUSY))
          .isEqualTo(
              "1 of 1 scheduler saturated by <0.42.0> reader (61 %); 3 processes wait for a turn");
      assertThat(LoadReport.verdict(load(0.95, 0, List.of(new Share(APP, 0.05)))))
          .isEqualTo("1 of 1 scheduler saturated by many processes");
    }

    @Test
    void anotherIsIdleOrHasALoad() {
      assertThat(LoadReport.verdict(load(0, 0, List.of()))).isEqualTo("idle");
      assertThat(LoadReport.verdict(load(0.42, 1, List.of())))
          .isEqualTo("load 42 %; 1 process waits for a turn");
    }
  }

  @Test
  void ofAFamilyOfHundredsTheFirstAreDrawnAndTheOthersCounted() {
    List<ProcessSummary> rows = new ArrayList<>();
    rows.add(Samples.PLAIN);
    for (int i = 0; i < 600; i++) {
      rows.add(
          new ProcessSummary(
              new Pid(1_000 + i),
              new ProcessNames(null, null, "app.worker"),
              ProcessStatus.WAITING,
              0,
              Duration.ZERO,
              Duration.ZERO,
              "",
              new ProcessRow.Details(Samples.PLAIN.pid(), 0, 0, 0, 0, 0, 0, "normal", 0)));
    }

    String text =
        Samples.table(
            SpawnTree.of(Samples.PLAIN, rows, new SpawnTree.Facts(_ -> List.of(), _ -> null), 10));

    assertThat(text.lines()).hasSize(102).contains("├─ <0.1099.0> app.worker", "└─ … 500 more");
  }
}
