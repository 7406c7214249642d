package io.rebeam.commands.shell;

import static io.rebeam.commands.shell.LiveShell.eventually;
import static io.rebeam.process.ProcessStatus.BLOCKED;
import static io.rebeam.process.ProcessStatus.RUNNING;
import static io.rebeam.process.ProcessStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.ProcessCandidates;
import io.rebeam.commands.shell.LiveShell.Answer;
import io.rebeam.eval.EvalResult;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessStatus;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on a real node with real Python processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveCommandsTest {
  private static final String PROCESSES =
      """
      from rebeam import *

      async def waiter():
          await sleep(1000)

      async def spinner():
          while True:
              pass

      async def trapper():
          trap_exit(True)
          await sleep(1000)

      async def stubborn():
          try:
              await sleep(1000)
          finally:
              while True:
                  pass

      async def keeper():
          trap_exit(True)
          while True:
              spawn_opt(waiter, name='kept', link=True)
              await receive(Exit)

      def sleeper():
          import time
          time.sleep(1000)
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
  void emptyMailbox() {
    assertThat(shell.run(":flush").exitCode()).isZero();
  }

  @AfterEach
  void killEverything() {
    shell.python(
        """
        for _p in processes():
            if _p != self():
                kill(_p)
        """);
    eventually(() -> shell.node().processes().size() == 1);
  }

  /** Spawns a function under its own name and waits until it does what it is for. */
  private String spawn(String function, ProcessStatus status) {
    String text = shell.python("spawn_opt(%s, name='%s')".formatted(function, function));
    Pid pid = Pid.parse(text).orElseThrow();
    eventually(
        () ->
            shell
                .node()
                .process(pid)
                .filter(process -> process.summary().status() == status)
                .isPresent());
    return text;
  }

  @Test
  void psListsAProcessWithItsNameStateAndPlace() {
    spawn("waiter", WAITING);
    shell.python("send('waiter', ('inc', 1)); None");

    Answer answer = shell.run(":ps waiter");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out().lines().toList())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(0)).matches("PID +NAME +STATE +MQ +CPU +AGE +AT"))
        .satisfies(
            lines ->
                assertThat(lines.get(1))
                    .matches(
                        "<0\\.\\d+\\.0> +waiter +(waiting|runnable) +1 +\\d+ms +\\d\\.\\ds  .*waiter"))
        .satisfies(lines -> assertThat(lines.get(2)).isEqualTo("1 of 2 processes"));
  }

  @Test
  void aScreenIsSparedMoreThanAHundredProcessesAndAProgramIsNot() {
    shell.python("for _ in range(150): spawn(waiter)");

    assertThat(shell.run(":ps").out()).endsWith("\n100 of 151 processes; -n 0 shows all\n");
    assertThat(shell.run(":ps -n 3").out()).endsWith("\n3 of 151 processes\n");
    assertThat(shell.run(":ps -n 0").out().lines()).hasSize(153);
    assertThat(shell.run(":ps --json").out()).contains("\"total\":151,\"shown\":151,");
    assertThat(shell.run(":ps --plain --no-header").out().lines()).hasSize(151);
  }

  @Test
  void inspectionDoesNotWaitForABusyProcess() {
    spawn("waiter", WAITING);
    spawn("spinner", RUNNING);

    assertThat(shell.run(":ps spinner").out()).contains(" running ");
    assertThat(shell.run(":info spinner").out()).contains("status           running");
    assertThat(shell.run(":mbox spinner").out()).contains("spinner: no messages");
    assertThat(shell.run(":regs").out())
        .contains("spinner ")
        .contains("waiter ")
        .contains("2 names");
    assertThat(shell.run(":kill spinner").out()).startsWith("killed <0.").endsWith(" spinner\n");
  }

  @Test
  void inspectionDoesNotWaitForABusyPrompt() {
    CompletableFuture<EvalResult> cell = shell.start("while True: pass");
    eventually(() -> shell.run(":ps shell").out().contains(" running "));

    assertThat(shell.run(":mbox shell").exitCode()).isZero();
    String killed = "killed " + shell.evaluator() + " \"shell\"\n";
    assertThat(shell.run(":kill shell").out()).isEqualTo(killed);
    assertThat(shell.await(cell)).isInstanceOf(EvalResult.EvaluatorDied.class);
  }

  @Test
  void infoTellsLinksMonitorsAndMailbox() {
    String pid = spawn("waiter", WAITING);
    shell.python("link(pid('%s')); _m = monitor(pid('%s'))".formatted(pid, pid));
    shell.python("send('waiter', 'hello'); None");

    String text = shell.run(":info waiter").out();

    assertThat(text)
        .startsWith(pid + " waiter\n")
        .contains("\nLinks\n  ", "\nMonitored by\n  ", "\nMonitors: none\n", "  'hello'\n");
    assertThat(shell.run(":links waiter").out().lines().skip(1))
        .hasSize(2)
        .allMatch(line -> line.endsWith(" \"shell\""));
    shell.python("unlink(pid('%s'))".formatted(pid));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "counter", "\"the job\"", "'the job'"})
  void aProcessIsNamedByPidNumberNameOrLabel(String form) {
    String pid = shell.python("spawn_opt(waiter, name='counter', label='the job')");

    assertThat(shell.run(":info " + form.formatted(pid)).out()).startsWith(pid + " counter\n");
    assertThat(shell.run(":info " + pid.replaceAll("<0\\.|\\.0>", "")).out())
        .startsWith(pid + " counter\n");
  }

  @Test
  void flushTakesTheMessagesOfTheSession() {
    shell.python("send(self(), ('ok', 1)); None");

    assertThat(shell.run(":flush").out())
        .matches(" {2}#1 {2}\\d\\.\\d s ago {2}from <0\\.\\d+\\.0> {2}\\('ok', 1\\)\n");
    assertThat(shell.run(":flush").out()).isEqualTo("no messages\n");
  }

  @Test
  void killTellsWhatHappened() {
    String waiter = spawn("waiter", WAITING);
    String trapper = spawn("trapper", WAITING);
    String sleeper = spawn("sleeper", BLOCKED);

    assertThat(shell.run(":kill waiter shutdown").out())
        .isEqualTo(waiter + " waiter exited after the signal 'shutdown'\n");
    assertThat(shell.run(":kill trapper shutdown").out())
        .isEqualTo(
            "sent the exit signal 'shutdown' to %s trapper, which is still alive: it traps exits\n"
                .formatted(trapper));
    assertThat(shell.run(":kill trapper").out()).isEqualTo("killed " + trapper + " trapper\n");
    assertThat(shell.run(":kill sleeper").out()).isEqualTo("killed " + sleeper + " sleeper\n");
    assertThat(shell.run(":ps -o pid").out()).endsWith("1 process\n");
  }

  @Test
  void killTellsWhoTookTheNameOver() {
    spawn("keeper", WAITING);

    assertThat(shell.run(":kill kept").out())
        .matches("killed <0\\.\\d+\\.0> kept; the name is <0\\.\\d+\\.0>'s now\n");
    shell.run(":kill keeper");
  }

  @Test
  void killEndsAProcessThatWillNotLeaveItsFinallyBlock() {
    String pid = spawn("stubborn", WAITING);
    String number = pid.replaceAll("<0\\.|\\.0>", "");

    assertThat(shell.run(":kill stubborn boom").out())
        .isEqualTo(
            "sent the exit signal 'boom' to %s stubborn, which is still in its finally blocks;"
                    .formatted(pid)
                + " ':kill %s' ends it at once\n".formatted(number));
    assertThat(shell.run(":kill " + number).out()).isEqualTo("killed " + pid + " stubborn\n");
  }

  @Test
  void aProcessThatIsNotThereIsToldOnStderr() {
    spawn("waiter", WAITING);

    assertThat(shell.run(":info waitr"))
        .isEqualTo(
            new Answer(
                ExitCodes.FAILURE,
                "",
                "rebeam: no process is named or labelled 'waitr'; did you mean 'waiter'?\n"));
    assertThat(shell.run(":kill 99999999").err())
        .isEqualTo("rebeam: no process <0.99999999.0>: there never was one\n");
    assertThat(shell.run(":mbox nobody --json").err())
        .isEqualTo(
            """
            {"v":1,"error":"noproc","message":"no process is named or labelled 'nobody'"}
            """);
    assertThat(shell.run(":kill waiter ''").exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void deadTellsOfAProcessThatHasEnded() {
    String killed = spawn("waiter", WAITING);
    shell.run(":kill waiter");
    String crashed = shell.python("spawn(lambda: {}['missing'])");
    eventually(() -> shell.node().process(Pid.parse(crashed).orElseThrow()).isEmpty());
    String number = crashed.replaceAll("<0\\.|\\.0>", "");

    assertThat(shell.run(":dead waiter -n 1").out().lines().toList())
        .satisfies(
            lines -> assertThat(lines.get(0)).matches("ENDED +PID +NAME +REASON +BY +LIVED +MQ"),
            lines ->
                assertThat(lines.get(1))
                    .matches(" *0\\.\\ds +" + killed + " +waiter +killed +outside +\\d\\.\\ds +0"));
    assertThat(shell.run(":dead " + number).out())
        .startsWith(crashed + " <lambda> has ended\n")
        .contains("  reason         KeyError: 'missing'\n", "\nReport\n  KeyError: 'missing'\n");
    assertThat(shell.run(":dead --reason missing --plain --no-header -n 1").out())
        .contains("\tKeyError: 'missing'\titself\t");
    assertThat(shell.run(":info waiter").exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(shell.run(":info " + killed).err())
        .matches(
            "rebeam: no process %s: it ended \\d\\.\\d s ago: killed, by a signal from outside\n"
                .formatted(killed));
    assertThat(shell.run(":dead " + shell.evaluator()))
        .isEqualTo(
            new Answer(
                ExitCodes.FAILURE,
                "",
                "rebeam: process %s is alive; ':info %d' shows it\n"
                    .formatted(shell.evaluator(), shell.evaluator().serial())));
    assertThat(shell.run(":dead 99999999").err())
        .isEqualTo("rebeam: no process <0.99999999.0>: there never was one\n");
  }

  @Test
  void logFoldsCrashesByCause() {
    shell.run(":log --clear");
    String crashed = shell.python("[spawn(lambda: {}['missing']) for _ in range(3)][-1]");
    eventually(() -> shell.run(":log").out().contains("1 cause, 3 reports"));
    String row = shell.run(":log --plain --no-header").out();
    String number = row.substring(0, row.indexOf('\t'));

    assertThat(shell.run(":log " + number).out())
        .startsWith("3 reports since 0.")
        .contains("\nKeyError: 'missing'\n");
    eventually(() -> shell.run(":dead " + crashed).exitCode() == 0);
    assertThat(shell.run(":dead " + crashed).out()).contains("':log " + number + "' shows all");
    assertThat(shell.run(":log 99").err())
        .isEqualTo("rebeam: no cause 99; ':log' lists the numbers\n");
    assertThat(shell.run(":log --clear").out()).isEqualTo("1 cause forgotten\n");
    assertThat(shell.run(":log 1"))
        .isEqualTo(new Answer(ExitCodes.USAGE, "", "rebeam: no cause 1: the log is empty\n"));
    assertThat(shell.run(":log 1 --clear").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(shell.run(":log x").exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void theLastValueAndTracebackAreShownWhole() {
    shell.python("list(range(3000))");
    shell.await(shell.start("1 / 0"));

    assertThat(shell.run(":full").out()).startsWith("[0,").endsWith(" 2999]\n");
    assertThat(shell.run(":tb").out())
        .startsWith("Traceback (most recent call last):\n")
        .endsWith("ZeroDivisionError: division by zero\n");
  }

  @Test
  void theNodeIsToldInAFewLines() {
    assertThat(shell.run(":info").out())
        .startsWith("rebeam 0.1.0\n")
        .contains(
            "  python  3.12.", "  alive             1\n", "  spawned by you    0\n", " MB of ");
  }

  @Test
  void processesAreCompletedByNameLabelAndPid() {
    String pid = shell.python("spawn_opt(waiter, name='counter', label='the job')");
    var kill = Objects.requireNonNull(shell.commands().model().subcommands().get(":kill"));

    var candidates =
        (ProcessCandidates)
            kill.getCommandSpec().positionalParameters().getFirst().completionCandidates();

    assertThat(candidates).contains("counter", "\"the job\"", pid);
    assertThat(candidates.list()).contains(new ProcessCandidates.Candidate(pid, "counter"));
  }
}
