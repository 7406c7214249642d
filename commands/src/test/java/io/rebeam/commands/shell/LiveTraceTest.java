package io.rebeam.commands.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.shell.LiveShell.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code :trace} on a real node. Without a prompt it returns when the trace has ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTraceTest {
  private static final String PROCESSES =
      """
      async def counter():
          n = 0
          while True:
              kind, by = await receive()
              n += by

      async def client():
          i = 0
          while True:
              i += 1
              send("counter", ("inc", i % 3))
              await sleep(0.001)

      spawn_opt(counter, name="counter")
      spawn_opt(client, name="client", label="the client")
      """;

  private LiveShell shell;

  @BeforeAll
  void startNode() {
    shell = new LiveShell();
    shell.python(PROCESSES);
  }

  @AfterAll
  void closeNode() {
    shell.close();
  }

  @Test
  void aTraceTellsEventsAndWhyItEnds() {
    Answer answer = shell.run(":trace counter recv -n 3");

    assertThat(answer.exitCode()).isZero();
    List<String> lines = answer.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst())
        .matches("tracing <0\\.\\d+\\.0> counter: recv   stops after 3 events, 30 s, or Ctrl-C");
    assertThat(lines.subList(1, 4))
        .allMatch(
            line ->
                line.matches(
                    "\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  recv   client → counter +\\('inc', [012]\\)"
                        + " +waited \\d+\\.\\d ms"));
    assertThat(lines.getLast())
        .isEqualTo("trace stopped: 3 events (0 dropped), its limit; -n N takes more");
  }

  @Test
  void jsonIsOneObjectALine() {
    assertThat(shell.run(":trace 'the client' --json -n 2").out().lines().toList())
        .hasSize(3)
        .satisfies(
            lines ->
                assertThat(lines.subList(0, 2))
                    .allMatch(line -> line.startsWith("{\"v\":1,\"kind\":\"trace_event\",\"at\":"))
                    .allMatch(line -> line.contains("\"event\":\"send\"")),
            lines ->
                assertThat(lines.get(2))
                    .startsWith("{\"v\":1,\"kind\":\"trace_end\",\"events\":2,"));
    assertThat(shell.run(":trace counter --plain -n 1").out().lines().toList())
        .hasSize(2)
        .first()
        .isEqualTo("#time\tevent\tpid\tname\tpeer\tpeer_name\ttext\twaited_us");
    assertThat(shell.run(":trace counter --plain --no-header -n 1").out().lines()).hasSize(1);
  }

  @Test
  void aPredicateChoosesMessages() {
    assertThat(shell.run(":trace counter recv -n 4 --match 'msg[1] == 2'").out().lines().toList())
        .hasSize(6)
        .satisfies(
            lines -> assertThat(lines.subList(1, 5)).allMatch(line -> line.contains("('inc', 2)")));
    assertThat(shell.run(":trace counter recv --time 100ms --match 'msg.nothing'").out())
        .containsPattern(
            "trace stopped: 0 events \\(0 dropped\\), 0\\.1 s are over;"
                + " the predicate raised \\d+ times, first Attribut");
  }

  @Test
  void theRateIsKept() {
    String last =
        shell.run(":trace all send,recv --rate 2/s --time 200ms").out().lines().toList().getLast();

    assertThat(last).matches("trace stopped: 2 events \\(\\d+ dropped\\), 0\\.2 s are over");
  }

  @Test
  void thePredicatesOwnProcessIsNotAmongTheDead() {
    String before = shell.run(":dead --json").out();

    shell.run(":trace counter receive --match 'msg[1] == 1' -n 1");

    assertThat(shell.run(":dead --json").out()).isEqualTo(before);
  }

  @Test
  void wrongUsageIsToldAtOnce() {
    assertThat(shell.run(":trace nobody"))
        .isEqualTo(
            new Answer(
                ExitCodes.FAILURE, "", "rebeam: no process is named or labelled 'nobody'\n"));
    assertThat(shell.run(":trace counter --match 'msg =='").err())
        .startsWith("rebeam: --match: 'msg ==' is not a Python expression: ");
    assertThat(shell.run(":trace counter --match 'msg =='").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(shell.run(":trace counter sends").err())
        .isEqualTo(
            "rebeam: 'sends' is no event: there are send, receive, spawn, exit, link, register;"
                + " did you mean 'send'?\n");
    assertThat(shell.run(":trace counter -n 0"))
        .isEqualTo(new Answer(ExitCodes.USAGE, "", "rebeam: a trace shows 1 to 1000000 events\n"));
    assertThat(shell.run(":trace counter --time 0s").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(shell.run(":trace counter --time soon").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(shell.run(":trace counter --rate x/s").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(shell.run(":trace off 7").err())
        .isEqualTo("rebeam: no trace 7 is running; ':trace' lists those that are\n");
    assertThat(shell.run(":trace off").out()).isEqualTo("no trace is running\n");
  }

  @Test
  void tracesAreListedAndStopped() {
    var tracing =
        shell.start("await trace('counter', 'exit', time=1000)"); // a trace of the session's own
    LiveShell.eventually(() -> shell.run(":trace").out().contains("1 trace is running"));

    assertThat(shell.run(":trace").out())
        .matches("(?s) *N  TARGET +EVENTS  TOLD  DROPPED +FOR  MATCH\n.* counter +exit +0 .*");
    assertThat(shell.run(":trace --json").out())
        .matches(
            "\\{\"v\":1,\"kind\":\"traces\",\"traces\":\\[\\{\"number\":\\d+,"
                + "\"target\":\"<0\\.\\d+\\.0> counter\",\"events\":\\[\"exit\"\\],.*\n");
    assertThat(shell.run(":trace off").out()).matches("trace \\d+ stopped\n");
    assertThat(shell.await(tracing)).hasFieldOrPropertyWithValue("text", "[]");
  }

  @Test
  void anInterruptEndsItAndWhatWasToldIsKept(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trace.json");
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread command =
        Thread.ofPlatform()
            .start(() -> answer.complete(shell.run(":trace counter -n 100000 --json > " + file)));
    LiveShell.eventually(
        () -> shell.node().traces().running().stream().anyMatch(trace -> trace.events() > 3));

    command.interrupt();

    assertThat(answer.get().exitCode()).isEqualTo(ExitCodes.INTERRUPTED);
    assertThat(Files.readAllLines(file))
        .hasSizeGreaterThan(4)
        .last()
        .asString()
        .contains("\"stopped_by\":\"interrupted\"");
    assertThat(shell.node().traces().running()).isEmpty();
  }
}
