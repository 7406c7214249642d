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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on a real node with real Python processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveCommandsTest {
  private static final String PROCESSES =
      """
      from rebeam import *

      async def waiter():
          await sleep(1000)

      async def picky():
          await receive(lambda message: message == 'stop')

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
    eventually(() -> shell.node().inspector().load().zombies() == 0);
  }

  /** Spawns a function under its own name and waits until it is ready. */
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

    assertThat(shell.run(":ps").out())
        .endsWith("\n100 of 151 processes; --from 101 goes on, -n 0 shows all\n");
    assertThat(shell.run(":ps --from 101").out().lines())
        .hasSize(53)
        .last()
        .isEqualTo("51 of 151 processes, from row 101");
    assertThat(shell.run(":ps -n 3").out()).endsWith("\n3 of 151 processes\n");
    assertThat(shell.run(":ps waiter --tail 2").out()).endsWith("\n2 of 151 processes\n");
    assertThat(shell.run(":ps --group call").out())
        .matches("(?s).*\nwaiter +150 +0 +0 .*\n2 groups of 151 processes\n");
    assertThat(shell.run(":ps -n 0").out().lines()).hasSize(153);
    assertThat(shell.run(":ps --json").out())
        .contains("\"total\":151,\"matching\":151,\"shown\":151,");
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

  @Test
  void treeAndInfoTellOfSupervision() {
    shell.python(
        """
        class Counter(GenServer):
            def handle_cast(self, reason):
                return Stop(reason)

        sup = await Supervisor.start_link(
            [Child(waiter, id="idle", restart="transient"), Child(Counter, name="counter")],
            name="app", strategy="rest_for_one")
        unlink(sup)
        await terminate_child(sup, "idle")
        cast("counter", "boom")
        """);
    eventually(() -> shell.run(":info app").out().contains("1 restart, last "));

    assertThat(shell.run(":tree app").out())
        .matches(
            """
            <0\\.\\d+\\.0> app, rest_for_one, 1 of 3 restarts in 5s, up .*
            ├─ ↔ <0\\.\\d+\\.0> counter, permanent, up .*, 1 restart, last .* ago: 'boom'
            └─ idle, stopped, transient
            """);
    assertThat(shell.run(":tree").out()).contains(" processes, 1 supervisor, ");
    assertThat(shell.run(":info app").out())
        .contains(
            "  initial call     Supervisor\n  behaviour        Supervisor\n",
            "  strategy         rest_for_one, 1 of 3 restarts in 5s\n",
            "\nChildren\n  idle     stopped  ",
            "\n  Counter  <0.");
    assertThat(shell.run(":info counter").out())
        .contains("  behaviour        GenServer\n")
        .containsPattern("  ancestors        <0\\.\\d+\\.0> app, <0\\.\\d+\\.0> \"shell\"\n")
        .containsPattern("  supervisor       <0\\.\\d+\\.0> app\n")
        .contains("  child            Counter: permanent worker, shutdown 5.0 s\n");
    assertThat(shell.run(":ps -o pid,name,behaviour Counter").out())
        .containsPattern("<0\\.\\d+\\.0>  counter  GenServer");
    shell.python("exit_signal(sup.pid, 'shutdown')");
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
    // The thread of the sleeper may not have ended yet: "1 zombie thread".
    assertThat(shell.run(":ps -o pid").out()).matches("PID\n<0\\.\\d+\\.0>\n1 process(; .*)?\n");
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
            {"v":1,"kind":"error","error":"noproc","message":"no process is named or labelled 'nobody'"}
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
                    .matches(" *\\S+s +" + killed + " +waiter +killed +outside +\\S+s +0"));
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
        .contains("  python            3.12.", "  processes         1\n", "  spawned by you    0\n")
        .contains("\nLimits\n", "more topics, as in ':info gc': schedulers gc shell\n");
    assertThat(shell.run(":info gc shell").out())
        .contains("\nGarbage collection\n", "\nShell\n", " \"shell\"\n")
        .doesNotContain("\nSystem\n");
    assertThat(shell.run(":info memori"))
        .isEqualTo(
            new Answer(
                ExitCodes.FAILURE,
                "",
                "rebeam: no process is named or labelled 'memori'; did you mean the topic 'memory'?\n"));
    assertThat(shell.run(":info gc memori"))
        .isEqualTo(
            new Answer(
                ExitCodes.USAGE,
                "",
                "rebeam: several words must all be topics, and 'memori' is none;"
                    + " did you mean 'memory'?; a process is asked for alone\n"));
  }

  @Test
  void uptimeAndWhoami() {
    assertThat(shell.run(":uptime").out())
        .matches("(\\d+ minutes? and )?\\d+ seconds?, since \\d{4}-\\d\\d-\\d\\d .*\n");
    assertThat(shell.run(":whoami").out())
        .startsWith(shell.evaluator() + " \"shell\"\n")
        .contains("  links         none\n");
  }

  @Test
  void aLongMailboxIsPagedAndItsStallIsTold() {
    String pid = spawn("picky", WAITING);
    shell.python("send('picky', 'first'); [send('picky', ('inc', n)) for n in range(60)]; None");

    eventually(
        () ->
            shell
                .run(":mbox picky")
                .out()
                .contains("#1 was passed over by 1 receive: it matches none of them"));

    assertThat(shell.run(":mbox picky").out())
        .startsWith(pid + " picky: 61 messages, the oldest ")
        .contains("\n  60  inc\n", "\n   1  first\n", "  'first'\n", "  ('inc', 59)\n");
    assertThat(shell.run(":mbox picky --from 10 -n 2").out())
        .contains("Messages\n  #10  ", "('inc', 8)\n  #11  ", "('inc', 9)\n");
    assertThat(shell.run(":mbox picky --from 62").out()).contains("\n  no message 62\n");
    shell.python("send('picky', 'x' * 300); None");
    assertThat(shell.run(":mbox picky").out()).doesNotContain("x".repeat(200));
    assertThat(shell.run(":mbox picky --full --json").out()).contains("x".repeat(300));
    assertThat(shell.run(":mbox picky --from 0"))
        .isEqualTo(
            new Answer(
                ExitCodes.USAGE, "", "rebeam: --from counts messages from 1, the oldest, not 0\n"));
  }

  @Test
  void stacksOfWaitingAndRunningProcessesAreShown() {
    String waiter = spawn("waiter", WAITING);
    String spinner = spawn("spinner", RUNNING);
    String sleeper = spawn("sleeper", BLOCKED);

    assertThat(shell.run(":bt waiter").out())
        .startsWith(waiter + " waiter: waiting (where it waits)\n\n  <1>:")
        .contains(" in waiter\n");
    eventually(() -> shell.run(":bt spinner").out().contains(" in spinner\n"));
    assertThat(shell.run(":bt spinner").out())
        .startsWith(spinner + " spinner: running for ")
        .contains(" s (exact)\n");
    eventually(() -> shell.run(":bt sleeper").out().contains(" in sleeper\n"));
    assertThat(shell.run(":bt sleeper").out()).startsWith(sleeper + " sleeper: blocked for ");
    assertThat(shell.run(":bt --all").out())
        .startsWith("4 processes\n")
        .contains(waiter + " waiter\n", spinner + " spinner\n");
    eventually(() -> shell.run(":bt --stuck 50ms").out().startsWith("2 processes running for "));
    eventually(() -> shell.run(":bt --stuck 0s").out().startsWith("2 processes running for "));
    assertThat(shell.run(":bt --stuck 0s").out())
        .contains(spinner + " spinner\n", sleeper + " sleeper\n")
        .doesNotContain(" waiter\n", " \"shell\"\n");
    assertThat(shell.run(":bt --all -n 2147483647").exitCode()).isZero();
    assertThat(shell.run(":bt --stuck 1h").out())
        .isEqualTo("no process running for 1h00m or longer without a wait\n");
  }

  @Test
  void aSaturatedSchedulerIsNamedWithItsCause() {
    String spinner = spawn("spinner", RUNNING);

    eventually(
        () ->
            shell
                .run(":sched")
                .out()
                .startsWith("1 of 1 scheduler saturated by " + spinner + " spinner ("));

    assertThat(shell.run(":sched --json").out())
        .contains("\"kind\":\"sched\"", "\"name\":\"spinner\"");
    assertThat(shell.run(":info schedulers").out()).contains("saturated by " + spinner);
  }

  @Test
  void memoryTellsOfTheLargestMailbox() {
    String pid = spawn("waiter", WAITING);
    shell.python("[send('waiter', b'x' * 10_000) for n in range(100)]; None");

    assertThat(shell.run(":mem --top 1").out())
        .contains("\nJVM\n", "\n  messages waiting  100, about 9")
        .containsPattern("\nLargest\n  " + pid + "  waiter  about 9\\d\\d KB  100 messages ");
    assertThat(shell.run(":ps --sort mem -n 1 -o name,mem").out()).contains("waiter  9");
    assertThat(shell.run(":ps --min-mq 100 -o name").out()).contains("waiter\n1 of 2 processes");
  }

  @Test
  void theTreeTellsWhoSpawnedWhom() {
    String keeper = spawn("keeper", WAITING);
    eventually(() -> shell.run(":ps kept").out().contains(" kept "));

    assertThat(shell.run(":tree keeper").out())
        .matches(
            keeper + " keeper, spawned by " + shell.evaluator() + "\n└─ ↔ <0\\.\\d+\\.0> kept\n");
    assertThat(shell.run(":tree").out())
        .startsWith(
            "3 processes, 1 without a living parent\n└─ " + shell.evaluator() + " \"shell\"\n");
    assertThat(shell.run(":tree keeper --plain").out()).contains("`- <-> <0.");
    shell.run(":kill keeper");
  }

  @Test
  void timersAndMonitorsAreListed() {
    String pid = spawn("waiter", WAITING);
    shell.python(
        "_t = [send_after(500, 'waiter', ('tick', 1)), send_interval(300, whereis('waiter'), 3)]");
    shell.python("_m = [monitor(whereis('waiter')), monitor('waiter')]");

    assertThat(shell.run(":timers").out())
        .containsPattern(
            "#Ref<0.\\d+>  +[45]m\\d\\ds  send_interval  " + pid + " waiter  int +5m00s")
        .containsPattern("#Ref<0.\\d+>  +8m\\d\\ds  send_after +waiter +tick")
        .contains("2 timers");
    assertThat(shell.run(":monitors waiter").out())
        .containsPattern("monitored by  " + shell.evaluator() + "  \"shell\"  #Ref<0.\\d+>  pid")
        .containsPattern("monitored by  " + shell.evaluator() + "  waiter   #Ref<0.\\d+>  name")
        .endsWith(pid + " monitors 0, is monitored by 2\n");
    shell.python("[cancel_timer(t) for t in _t]; [demonitor(m) for m in _m]; None");
    assertThat(shell.run(":timers").out()).contains("0 timers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":ps --sort mem",
        ":ps --group call",
        ":mbox spinner",
        ":info spinner",
        ":info schedulers gc memory limits shell",
        ":monitors spinner",
        ":tree",
        ":timers",
        ":regs",
        ":registry",
        ":groups",
        ":tables",
        ":bt spinner",
        ":bt --all",
        ":sched",
        ":mem",
        ":uptime",
        ":whoami"
      })
  void everyQuestionIsAnsweredWhileAllThreadsArePythons(String line) {
    shell.python("for _ in range(3): spawn(spinner)");
    spawn("spinner", RUNNING);
    CompletableFuture<EvalResult> cell = shell.start("while True: pass");
    eventually(() -> shell.run(":ps shell").out().contains(" running "));

    // The spinners never end, so an answer that waited for one would never come.
    Answer answer = CompletableFuture.supplyAsync(() -> shell.run(line)).join();

    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(cell).isNotDone();
    shell.run(":kill shell");
    shell.await(cell);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":ps --sort colour | 2 | 'colour' is not one of pid, name, state, mq, cpu,",
        ":ps -o pid,quu | 2 | 'quu' is not one of",
        ":ps --group lable | 2 | did you mean 'label'?",
        ":ps --min-mq many | 2 | 'many' is not",
        ":ps --min-mq -1 | 2 | cannot be negative: -1",
        ":ps --from 0 | 2 | --from counts lines from 1, not 0",
        ":bt | 2 | say one of: a process, --all, --stuck TIME",
        ":bt waiter --all | 2 | say one of: a process, --all, --stuck TIME",
        ":bt --stuck 1x | 2 | unknown unit 'x'; units are ms, s, m, h",
        ":bt --stuck soon | 2 | 'soon' is not a time such as 500ms, 2s or 1m",
        ":bt 99999999 | 1 | no process <0.99999999.0>: there never was one",
        ":tree nobody | 1 | no process is named or labelled 'nobody'",
        ":tree --depth 0 | 2 | --depth takes 1 to 100, not 0",
        ":links shell -d 0 | 2 | --depth takes 1 to 100, not 0",
        ":links shell -d -5 | 2 | --depth takes 1 to 100, not -5",
        ":ps --group call -o pid | 2 | --columns is not for --group, which counts processes",
        ":ps --group call --sort mq | 2 | --sort is not for --group, which counts processes",
        ":ps -g call -r | 2 | --reverse is not for --group",
        ":ps -g call --tail 1 | 2 | --tail is not for --group",
        ":ps -g call --from 2 | 2 | --from is not for --group",
        ":trace all spawn -m msg | 2 | --match looks at messages, and 'spawn' has none:",
        ":trace all exit,link -m msg | 2 | add send or receive, or leave it out",
        ":dead -n -1 | 2 | a number of ends cannot be negative: -1",
        ":monitors nobody | 1 | no process is named or labelled 'nobody'",
        ":mbox twin | 1 | label 'twin' is shared by 2 processes, ",
        ":mem --top -1 | 2 | --top cannot be negative: -1",
        ":timers -n -1 | 2 | cannot be negative: -1",
        ":mbox | 2 | missing"
      })
  void badInputIsOneLine(String line, int code, String error) {
    shell.python("for _ in range(2): spawn_opt(waiter, label='twin')");

    Answer answer = shell.run(line);

    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).startsWith("rebeam: ").contains(error);
    assertThat(answer.err().lines()).hasSize(1);
    assertThat(answer.exitCode()).isEqualTo(code);
  }

  @Test
  void processesAreCompletedByNameLabelAndPid() {
    String pid = shell.python("spawn_opt(waiter, name='counter', label='the job')");
    var kill = Objects.requireNonNull(shell.commands().model().subcommands().get(":kill"));

    var candidates =
        (ProcessCandidates)
            kill.getCommandSpec().positionalParameters().getFirst().completionCandidates();

    assertThat(candidates).contains("counter", "the job", pid);
    assertThat(candidates.list()).contains(new ProcessCandidates.Candidate(pid, "counter"));
  }

  @Test
  void aVariableWhoseValueIsAPidNamesItsProcess() {
    shell.python("one = spawn_opt(waiter, label='two'); two = spawn_opt(waiter, label='one')");
    shell.python("held = one; number = 5");
    String registered = shell.python("spawn_opt(waiter, name='held')");

    assertThat(shell.run(":info one --json").out()).contains("\"pid\":\"" + shell.python("one"));
    assertThat(shell.run(":info two --json").out()).contains("\"pid\":\"" + shell.python("two"));
    assertThat(shell.run(":info _ --json").out()).contains("\"pid\":\"" + shell.python("two"));
    assertThat(shell.run(":info held --json").out()).contains("\"pid\":\"" + registered);
    assertThat(shell.run(":trace one -n 1 --time 1ms").err()).isEmpty();
    assertThat(shell.run(":info number").err())
        .startsWith("rebeam: no process is named or labelled 'number'");

    shell.python("exit(one, 'kill'); two = None");

    eventually(() -> shell.run(":kill one").err().matches("rebeam: no process .*: it ended .*\n"));
    assertThat(shell.run(":info two").err()).contains("labelled 'two'");
  }

  @Test
  void aBusySessionStillTellsItsVariables() {
    shell.python("worker = spawn_opt(waiter, label='at work')");
    var busy = shell.start("while is_alive(worker): pass");

    Answer answer = shell.run(":bt worker");

    assertThat(busy).isNotDone();
    assertThat(answer.out()).contains("at work");
    assertThat(shell.run(":kill worker").err()).isEmpty();
    shell.await(busy);
  }
}
