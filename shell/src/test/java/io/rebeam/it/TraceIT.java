package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code :trace}, {@code :dead} and {@code :log} on a real terminal. */
class TraceIT {
  private static final String PROCESSES =
      """
      async def counter():
          while True:
              await receive()

      async def client():
          while True:
              send("counter", ("inc", 1))
              await sleep(0.05)

      spawn_opt(counter, name="counter")
      spawn_opt(client, name="client")
      """;

  @TempDir Path folder;

  @Test
  @EnabledIf("io.rebeam.it.Screen#isPossible")
  void aTraceRunsAboveThePromptWhileOneTypes() throws Exception {
    Files.writeString(folder.resolve("app.py"), PROCESSES);
    try (Screen screen = Screen.start(folder, "-q", "-i", "app.py")) {
      screen.awaitsPrompt(1).enter(":trace counter recv -n 1000 --time 10m");
      screen.awaitsMatch(
          "(?m)^tracing <0\\.\\d+\\.0> counter: recv   stops after 1000 events, 10m00s,"
              + " or :trace off 1$");
      String event =
          "(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  recv   client → counter +\\('inc', 1\\) +waited .* ms$";
      screen.awaitsMatch(event);

      screen.type("6 * 7").awaitsMatch("(?s)" + event + ".*\nrebeam\\(1\\)> 6 \\* 7$");
      screen.press("Enter").awaitsLine("42").awaitsMatch("(?m)^rebeam\\(2\\)>$");
      screen.enter(":trace").awaits("1 trace is running; ':trace off' stops it");
      screen.enter(":trace off");
      screen.awaitsMatch("(?m)^trace stopped: \\d+ events \\(0 dropped\\), by :trace off$");
      screen.enter(":trace").awaits("no trace is running; ':trace counter' starts one");
      screen.awaitsPrompt(2).press("C-d").awaitsLine("EXIT=0");
      assertThat(screen.text()).contains("RESTORED");
    }
  }

  @Test
  @EnabledIf("io.rebeam.it.Screen#isPossible")
  void leavingEndsARunningTrace() throws Exception {
    Files.writeString(folder.resolve("app.py"), PROCESSES);
    try (Screen screen = Screen.start(folder, "-q", "-i", "app.py")) {
      screen.awaitsPrompt(1).enter(":trace all -n 100000 --time 10m --rate 1000");
      screen.awaits("recv   client → counter").awaitsPrompt(1);

      screen.press("C-d").awaitsLine("EXIT=0");
      assertThat(screen.text()).contains("RESTORED").doesNotContain("trace stopped");
    }
  }

  @Test
  void inBatchATraceIsAStreamOfJson() {
    Outcome outcome =
        Rebeam.run(folder, PROCESSES + ":trace counter recv -n 3 --json\nprint('on')\n");

    assertThat(outcome.code()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.subList(0, 3))
        .allMatch(line -> line.startsWith("{\"v\":1,\"kind\":\"trace_event\",\"at\":\"20"))
        .allMatch(line -> line.contains("\"name\":\"counter\",\"peer\":\"<0."));
    assertThat(lines.get(3))
        .isEqualTo(
            "{\"v\":1,\"kind\":\"trace_end\",\"events\":3,\"dropped\":0,\"stopped_by\":\"count\","
                + "\"match_errors\":0,\"first_match_error\":null}");
    assertThat(lines.get(4)).isEqualTo("on");
  }

  @Test
  void ctrlCEndsATraceCleanly() {
    Run run =
        new Run(folder, List.of(Rebeam.PROGRAM.toString()))
            .with(PROCESSES + ":trace counter -n 100000 --time 10m\nprint('not reached')\n")
            .awaitOutput("client → counter");

    Outcome outcome = run.signal("INT").outcome();

    assertThat(outcome.code()).isEqualTo(130);
    assertThat(outcome.out()).endsWith(" dropped), by Ctrl-C\n").doesNotContain("not reached");
  }

  @Test
  void aWrongPredicateEndsTheProgram() {
    Outcome outcome = Rebeam.run(folder, PROCESSES + ":trace counter --match 'msg['\nprint(1)\n");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("rebeam: --match: 'msg[' is not a Python expression: ")
        .hasLineCount(1);
  }

  @Test
  void aFlightRecordingIsWrittenAtTheEnd() throws Exception {
    Path file = folder.resolve("node.jfr");
    String options =
        "-XX:StartFlightRecording=filename=%s,+rebeam.Exit#enabled=true".formatted(file);
    Outcome outcome =
        Rebeam.shell(
            folder,
            "REBEAM_JAVA_OPTS='"
                + options
                + "' $REBEAM -e 'async def f(): pass' -e '_, r = spawn_monitor(f); await receive(r)'");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(event -> event.getEventType().getName().equals("rebeam.Exit"))
        .anySatisfy(event -> assertThat(event.getString("function")).isEqualTo("f"));
  }

  @Test
  void whatHasHappenedIsTold() {
    Outcome outcome =
        Rebeam.run(
            folder,
            """
            async def worker(d):
                d["missing"]

            for _ in range(3):
                pid, ref = spawn_monitor(worker, {})
                await receive(ref)
            :log --json
            :dead worker --plain --no-header
            :dead 4
            """);

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .startsWith(
            "{\"v\":1,\"kind\":\"log\",\"total\":1,\"reports\":3,\"causes\":[{\"number\":1,")
        .containsPattern("(?m)^\\d\\.\\ds\t<0\\.4\\.0>\tworker\tKeyError: 'missing'\titself\t")
        .contains("<0.4.0> worker has ended\n", "Report\n  KeyError: 'missing'\n")
        .contains("… ':log 1' shows all, which has come 3 times\n");
  }
}
