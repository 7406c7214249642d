package io.rebeam.commands.shell;

import static io.rebeam.commands.shell.LiveShell.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.shell.LiveShell.Answer;
import io.rebeam.process.ProcessStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code :send}, {@code :suspend}, {@code :resume} and {@code @last} on a real node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveChangesTest {
  private static final String PROCESSES =
      """
      from rebeam import *

      async def counter():
          n = 0
          while True:
              match await receive():
                  case ("inc", k):
                      n += k
                  case ("get", who):
                      send(who, n)

      async def spinner():
          while True:
              pass

      async def other(target):
          suspend_process(target)
          await receive()
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

  @BeforeEach
  void startCounter() {
    shell.python("c = spawn_opt(counter, name='counter')");
  }

  @AfterEach
  void endCounter() {
    shell.python("exit(c, 'kill')");
    shell.run(":flush");
  }

  private Answer ok(String line) {
    Answer answer = shell.run(line);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isEqualTo(ExitCodes.OK);
    return answer;
  }

  private String count() {
    return shell.python("send(c, ('get', self())); await receive(int)");
  }

  private ProcessStatus status() {
    return shell.node().process(shell.node().resolve("counter")).orElseThrow().summary().status();
  }

  @Test
  void anExpressionIsEvaluatedInTheSessionAndItsValueSent() {
    shell.python("step = 20");

    assertThat(ok(":send counter (\"inc\", step + 1)").out())
        .matches("sent \\(\"inc\", step \\+ 1\\) to <0\\.\\d+\\.0> counter\n");
    assertThat(ok(":send --json counter (\"inc\", -1)").out())
        .startsWith("{\"v\":1,\"kind\":\"send\",\"pid\":\"<0.")
        .contains("\"expression\":\"(\\\"inc\\\", -1)\"");

    assertThat(count()).isEqualTo("20");
    shell.python("send(self(), 5)");
    ok(":send counter ('inc', await receive(int))");
    assertThat(count()).isEqualTo("25");
    ok(":send counter ('inc', -5 if <0.1.0> == pid('0.1.0') else 0)");
    assertThat(count()).isEqualTo("20");
    ok(":send counter ('get', self())");
    eventually(() -> ok(":flush").out().contains("20"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "counter 1/0; 1; ZeroDivisionError: division by zero",
        "counter (1; 1; SyntaxError: '(' was never closed",
        "counter x = 1; 1; SyntaxError: an expression is needed",
        "counter nothing_such; 1; NameError: name 'nothing_such' is not defined",
        "counter (i for i in ()); 1; generator",
        "counter; 2; missing required parameter: 'EXPR'",
        "nobody 1; 1; no process is named or labelled 'nobody'",
        "99999 1; 1; there never was one"
      })
  void whatCannotBeSentIsSaidAndNothingIsSent(String arguments, int code, String message) {
    Answer answer = shell.run(":send " + arguments);

    assertThat(answer.exitCode()).isEqualTo(code);
    assertThat(answer.err()).contains(message).doesNotContain("send_value");
    assertThat(count()).isEqualTo("0");
  }

  @Test
  @DisplayName("I9: a suspended process keeps its messages and runs when it is resumed")
  void aSuspendedProcessStandsStill() {
    assertThat(ok(":suspend counter").out()).matches("suspended <0\\.\\d+\\.0> counter\n");
    ok(":send counter ('inc', 3)");
    eventually(() -> status() == ProcessStatus.SUSPENDED);
    assertThat(ok(":mbox counter").out()).contains("('inc', 3)");
    assertThat(ok(":info counter").out()).contains("suspended by");

    ok(":suspend counter"); // a second suspension; one resume removes both
    assertThat(ok(":resume counter").out()).matches("resumed <0\\.\\d+\\.0> counter\n");

    assertThat(count()).isEqualTo("3");
  }

  @Test
  @DisplayName("C26: a suspended process can be killed")
  void aSuspendedProcessCanBeKilled() {
    ok(":suspend counter");

    assertThat(ok(":kill counter").out()).startsWith("killed");

    assertThat(shell.python("is_alive(c)")).isEqualTo("False");
  }

  @Test
  void aBusyProcessIsSaidToGoOnToItsNextWait() {
    shell.python("s = spawn(spinner)");
    eventually(() -> ok(":ps spinner --json").out().contains("\"status\":\"running\""));
    String spinner = shell.python("s");

    assertThat(ok(":suspend " + spinner).out())
        .isEqualTo(
            "suspended %s spinner: it is running, and stops at its next wait\n".formatted(spinner));

    assertThat(ok(":ps spinner --json").out()).contains("\"status\":\"running\"");
    assertThat(ok(":suspend " + spinner).out()).contains("stops at its next wait");

    ok(":resume " + spinner);
    shell.python("exit(s, 'kill')");
  }

  @Test
  void whatOthersSuspendTheyResume() {
    shell.python("o = spawn(other, c)");
    eventually(() -> status() == ProcessStatus.SUSPENDED);

    Answer refused = shell.run(":resume counter");
    ok(":suspend counter");
    Answer half = ok(":resume counter");

    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(refused.err()).containsPattern("is suspended by <0\\.\\d+\\.0> other, not by this");
    assertThat(half.out()).containsPattern("resumed .* counter, which <0\\.\\d+\\.0> other still");
    shell.python("exit(o, 'kill')");
    assertThat(count()).isEqualTo("0"); // the end of the suspender has resumed it
  }

  @Test
  void whatCannotBeSuspendedOrResumedIsRefused() {
    Answer self = shell.run(":suspend " + shell.evaluator());
    assertThat(self.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(self.err()).contains("evaluates a session; it cannot be suspended");

    Answer notSuspended = shell.run(":resume counter");
    assertThat(notSuspended.exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(notSuspended.err()).contains("counter is not suspended");

    assertThat(shell.run(":suspend nobody").exitCode()).isEqualTo(ExitCodes.FAILURE);
  }

  @Test
  void lastIsTheProcessThatWasNamedLast() {
    try (var fresh = new LiveShell()) {
      Answer none = fresh.run(":info @last");
      assertThat(none.exitCode()).isEqualTo(ExitCodes.FAILURE);
      assertThat(none.err()).contains("no process has been named yet");
    }
    ok(":info counter");
    assertThat(ok(":send @last ('inc', 2)").out()).contains("counter");
    assertThat(ok(":mbox @last").out()).contains("counter");
    assertThat(ok(":trace @last -n 1 --time 1ms --json").out()).contains("trace_end");
    assertThat(ok(":kill @last").out()).contains("killed").contains("counter");
    Answer dead = shell.run(":info @last");
    assertThat(dead.exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(dead.err()).contains("it ended");
  }
}
