package io.rebeam.commands.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.shell.LiveShell.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command that looks, while 50,000 processes are busy: 2,000 of them always want to run, the
 * others send each other messages. How fast the answers come is measured in {@code bench/}.
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

        async def eager():
            while True:
                await sleep(0)

        async def player(other):
            if other is not None:
                send(other, ("ball", self()))
            while True:
                match await receive():
                    case ("ball", sender):
                        send(sender, ("ball", self()))

        first = spawn_opt(player, (None,), name="first")
        players = [spawn(player, None) for _ in range(%1$d * 12 // 25)]
        players += [spawn(player, other) for other in players]
        eagers = [spawn(eager) for _ in range(%1$d // 25)]
        """
            .formatted(PROCESSES));
  }

  @AfterAll
  void closeNode() {
    shell.close();
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
  void aCommandThatLooksAnswersAndHarmsNobody(String command) {
    Answer answer = shell.run(command);

    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(answer.out()).isNotBlank();
    Answer json = shell.run(command + " --json");
    assertThat(json.exitCode()).as(json.err()).isEqualTo(ExitCodes.OK);
    assertThat(json.out()).startsWith("{\"v\":1,\"kind\":\"");
  }

  @Test
  void nobodyIsLostWhileOneLooks() {
    for (int i = 0; i < 5; i++) {
      Answer answer = shell.run(":ps -n 1 --json");

      assertThat(answer.out()).contains("\"total\":" + (PROCESSES + 2)); // and the shell's own
    }
    assertThat(shell.python("len(processes())")).isEqualTo(Integer.toString(PROCESSES + 2));
    assertThat(shell.python("send(first, ('ball', self())); (await receive())[0]"))
        .isEqualTo("'ball'");
  }
}
