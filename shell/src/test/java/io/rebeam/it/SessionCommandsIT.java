package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The commands that evaluate code, in a real terminal and in scripts. */
class SessionCommandsIT {
  @TempDir Path folder;

  @Test
  @EnabledIf("io.rebeam.it.Screen#isPossible")
  void rerunEvaluatesAnInputAgainAsIfTyped() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("n = 20").enter("n += 1; n").awaitsLine("21").awaitsPrompt(3);

      screen.enter(":rerun 2").awaitsLine("22").awaitsPrompt(4);
      screen.enter(":rerun 7").awaitsLine("rebeam: no input 7; inputs are kept from 1 to 3");
      screen.awaitsPrompt(4).enter(":hist 2").awaitsLine("3  n += 1; n").awaitsPrompt(4);
    }
  }

  @Test
  @EnabledIf("io.rebeam.it.Screen#isPossible")
  void rerunOfAnInputThatReadsALineHasTheTerminal() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("input('name? ')").awaitsMatch("(?m)^name\\?").enter("one");
      screen.awaitsLine("'one'").awaitsPrompt(2);

      screen.enter(":rerun 1").awaitsMatch("(?m)^name\\?$").enter("two").awaitsLine("'two'");
      screen.awaitsPrompt(3);
    }
  }

  @Test
  @EnabledIf("io.rebeam.it.Screen#isPossible")
  void aProgramOfTheSystemHasTheTerminalUntilItEnds() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("!echo ready; cat").awaitsLine("ready");
      screen.enter("typed").awaitsMatch("typed\ntyped").press("C-d").awaitsPrompt(1);

      screen.enter("!exit 3").awaitsLine("exit status 3").awaitsPrompt(1);
      screen.enter(":! echo 'a  b' | tr a-z A-Z > up; cat up").awaitsLine("A  B");
      screen.awaitsPrompt(1).enter("!echo begun; exec sleep 1000").awaitsLine("begun");
      screen.press("C-c").awaits("ended by signal 2").awaitsPrompt(1);
    }
  }

  @Test
  @EnabledIf("io.rebeam.it.Screen#isPossible")
  void ctrlCInterruptsTimeAndKeepsTheSession() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("def spin(): print('on'); [0 for _ in iter(int, 1)]");
      screen.press("Enter").awaitsPrompt(2);

      screen.enter(":time spin()").awaitsLine("on").press("C-c").awaitsLine("KeyboardInterrupt");
      screen.awaitsPrompt(2).enter(":timeit spin()").awaitsMatch("timeit spin\\(\\)\non");
      screen.press("C-c").awaitsMatch("timeit spin\\(\\)\non\n(.*C)?KeyboardInterrupt");
      screen.awaitsPrompt(2).enter(":time 6 * 7").awaitsMatch("42\ntime [\\d.]+ .?s");
      screen.awaitsPrompt(2);
    }
  }

  @Test
  void commandsInAScriptEvaluateCodeInItsOrder() {
    Outcome outcome =
        Rebeam.run(
            folder,
            """
            async def f():
                return 7

            :time x = await f()
            :timeit f()
            !echo "from $((1 + 1))"
            print(x)
            :time 1 / 0
            print('not reached')
            """);

    assertThat(outcome.out())
        .matches(
            """
            time [\\d.]+ .?s
            [\\d.]+ .?s per loop, the best of 5 runs of \\d+ loops? \\(slowest [\\d.]+ .?s\\)
            from 2
            7
            """);
    assertThat(outcome.err()).contains("ZeroDivisionError").doesNotContain("_shell");
    assertThat(outcome.code()).isOne();
  }

  @Test
  void aLoadedFileHasTheVariablesOfTheScriptAndShowsThePlaceOfAnError() throws IOException {
    Files.writeString(folder.resolve("more.py"), "y = x + 1\nraise ValueError(y)\n");

    Outcome outcome = Rebeam.run(folder, "x = 1\n:load more.py\nprint('not reached')\n");

    assertThat(outcome.err()).contains("more.py:2", "ValueError: 2");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.code()).isOne();
  }
}
