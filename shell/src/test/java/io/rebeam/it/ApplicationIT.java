package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rebeam -m MODULE} with a module that defines an application (semantics K.13). */
class ApplicationIT {
  private static final String MODULE =
      """
      from rebeam import *

      class Worker(GenServer):
          def init(self, name):
              trap_exit(True)
              self.name = name
              print("start", name, flush=True)

          def handle_cast(self, reason):
              if reason == "crash":
                  raise ValueError("crash")
              return Stop(reason)

          async def terminate(self, reason):
              await sleep(0.01)
              print("end", self.name, reason, flush=True)

      class Base(Application):
          async def start(self):
              return await Supervisor.start_link([(Worker, "base")])

      class Main(Application):
          depends = (Base,)

          async def start(self):
              return await Supervisor.start_link(
                  [Child(Worker, "a", id="a"), Child(Worker, "b", id="b", name="b")], max_restarts=0
              )

          def stop(self):
              print("stop Main", flush=True)
      """;

  @TempDir Path folder;

  private void module(String text) throws IOException {
    Files.writeString(folder.resolve("app.py"), text);
  }

  private Run start() {
    return new Run(folder, List.of(Rebeam.PROGRAM.toString(), "-m", "app"));
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
  @DisplayName(
      "K89 T-K65: a signal stops all applications in reverse order, and each tree in order")
  void signals(String signal, int code) throws IOException {
    module(MODULE);

    Outcome outcome = start().awaitOutput("start b").signal(signal).outcome();

    assertThat(outcome.out())
        .isEqualTo(
            """
            start base
            start a
            start b
            end b shutdown
            end a shutdown
            stop Main
            end base shutdown
            """);
    assertThat(outcome.code()).isEqualTo(code);
  }

  @Test
  @DisplayName("K86: a start that fails stops what it had started, and the exit code is 1")
  void failedStart() throws IOException {
    module(MODULE.replace("trap_exit(True)", "trap_exit(True)\n        assert name != 'b'"));

    Outcome outcome = start().outcome();

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("start base\n", "end a shutdown\n", "end base shutdown\n");
    assertThat(outcome.err()).contains("application Main did not start: ");
  }

  @ParameterizedTest
  @CsvSource({"normal, 0, ''", "crash, 1, application Main ended: 'shutdown'"})
  @DisplayName("K88: the end of the application is the end of the program")
  void ends(String how, int code, String error) throws IOException {
    module(
        MODULE
            + (how.equals("normal")
                ? """

                async def leave():
                    await stop(whereis("top"))

                Main.start = lambda self: Supervisor.start_link([Child(leave, restart="temporary")], name="top")
                """
                : """

                class Main(Main):
                    async def start(self):
                        top = await super().start()
                        cast("b", "crash")
                        return top
                """));

    Outcome outcome = start().outcome();

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).endsWith("stop Main\nend base shutdown\n");
    assertThat(outcome.err()).contains(error);
  }

  @Test
  @DisplayName("A module that defines two applications is refused")
  void twoApplications() throws IOException {
    module(MODULE.replace("depends = (Base,)", ""));

    Outcome outcome = start().outcome();

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                1, "", "rebeam -m runs one application, but the module defines Base, Main\n"));
  }
}
