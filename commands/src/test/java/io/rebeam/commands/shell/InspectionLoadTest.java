package io.rebeam.commands.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.shell.LiveShell.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command that looks, while 50,000 processes are busy: 2,000 of them always want to run, the
 * others send each other messages. Each counts its turns, and after each command all must live and
 * go on. How fast the answers come is measured in {@code bench/}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectionLoadTest {
  private static final int PROCESSES = 50_000;

  private LiveShell shell;

  @BeforeAll
  void startProcesses() {
    shell = new LiveShell();
    shell.python(
        """
        from rebeam import *

        import operator
        turns = [0] * %1$d

        async def eager(n):
            while True:
                turns[n] += 1
                await sleep(0)

        async def player(n, other):
            if other is not None:
                send(other, ("ball", self()))
            while True:
                match await receive():
                    case ("ball", sender):
                        turns[n] += 1
                        send(sender, ("ball", self()))

        first = spawn_opt(player, (0, None), name="first")
        pairs = %1$d * 12 // 25
        players = [spawn(player, n, None) for n in range(pairs)]
        players += [spawn(player, pairs + n, other) for n, other in enumerate(players)]
        eagers = [spawn(eager, n) for n in range(2 * pairs, %1$d)]

        async def have_all_a_turn():
            before = turns.copy()
            while any(map(operator.eq, before, turns)):
                await sleep(0.01)
            return True
        """
            .formatted(PROCESSES));
  }

  @AfterAll
  void closeNode() {
    shell.close();
  }

  @AfterEach
  void everyProcessLivesAndGoesOn() {
    assertThat(shell.node().userProcessCount()).isEqualTo(PROCESSES + 1);
    assertThat(shell.python("await have_all_a_turn()")).isEqualTo("True");
    assertThat(shell.python("send(first, ('ball', self())); (await receive())[0]"))
        .isEqualTo("'ball'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":ps -n 20",
        ":ps --sort cpu -n 20",
        ":ps --sort mem -n 20",
        ":ps --group call",
        ":ps player --state waiting -n 5",
        ":info first",
        ":info",
        ":mbox first",
        ":links first",
        ":monitors first",
        ":tree",
        ":regs",
        ":registry",
        ":groups",
        ":tables",
        ":timers",
        ":bt first",
        ":bt --stuck 1s",
        ":sched",
        ":mem",
        ":top -n 2 -i 100ms",
        ":watch -n 1 :uptime",
        ":dead",
        ":log",
        ":trace all spawn,exit -n 1 --time 10ms"
      })
  void aCommandThatLooksAnswersAndAllProcessesGoOn(String command) {
    Answer answer = shell.run(command);

    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(answer.out()).isNotBlank();
    Answer json = shell.run(command + " --json");
    assertThat(json.exitCode()).as(json.err()).isEqualTo(ExitCodes.OK);
    assertThat(json.out()).startsWith("{\"v\":1,\"kind\":\"");
  }

  @Test
  void allProcessesAreListed() {
    for (int i = 0; i < 5; i++) {
      Answer answer = shell.run(":ps -n 1 --json");

      assertThat(answer.out()).contains("\"total\":" + (PROCESSES + 2)); // and the shell's own
    }
    assertThat(shell.python("len(processes())")).isEqualTo(Integer.toString(PROCESSES + 2));
  }
}
