package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code :top} and {@code :watch} on a real terminal. */
@EnabledIf("io.rebeam.it.Screen#isPossible")
class TopIT {
  private static final String PROCESSES =
      """
      async def spinner():
          while True:
              pass

      async def talker():
          for i in range(1000):
              print("line", i)
              await sleep(0.1)

      async def listener():
          while True:
              await receive(lambda m: False)

      spawn_opt(spinner, name="busy")
      spawn_opt(listener, name="listener")
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeProgram() throws Exception {
    Files.writeString(folder.resolve("app.py"), PROCESSES);
  }

  private Screen start() {
    Screen screen = Screen.start(folder, "-q", "-i", "app.py");
    return screen.awaitsPrompt(1).enter("'before'").awaitsPrompt(2);
  }

  @Test
  void singleKeysChooseShowAndKillAndTheScreenComesBackAsItWas() {
    try (Screen screen = start()) {
      screen.enter(":top").awaitsMatch("(?m)^ <0\\.\\d+\\.0> +busy +running .* spinner$");
      assertThat(screen.visible()).doesNotContain("'before'");

      screen.type("/busy").press("Enter").awaits("1 match busy");
      screen.type("/busyx\033[15;2~\033[1;3D").press("C-u").type("spin").press("Enter");
      screen
          .awaits("1 match spin")
          .type("/")
          .press("C-u")
          .type("busy")
          .press("Enter")
          .awaits("1 match busy");
      screen.press("Down").awaitsMatch("(?m)^><0\\.\\d+\\.0> +busy");
      screen.press("Enter").awaits("*(i)nfo").awaitsMatch("initial call +spinner");
      screen.type("b").awaits("in spinner").press("Escape").awaits("1 match busy");
      screen.type("k").awaitsMatch("kill <0\\.\\d+\\.0> busy\\? y/n").type("y");
      screen.awaitsMatch("killed <0\\.\\d+\\.0> busy").type("q");

      screen.awaitsPrompt(2);
      assertThat(screen.text()).contains("'before'").doesNotContain("1 match busy");
      screen.enter("6 * 7").awaitsLine("42").awaitsPrompt(3).press("C-d").awaitsLine("EXIT=0");
      assertThat(screen.text()).contains("RESTORED");
    }
  }

  @Test
  void aResizedWindowIsFilledAnewAndCtrlCLeaves() {
    try (Screen screen = start()) {
      screen.enter(":top").awaits("blocking threads").awaits("AGE  AT");

      screen.resize(60, 15).awaitsMatch("(?m)q quit .*sampling [0-9.]+ ms$");
      assertThat(screen.visible()).contains("CPU     AGE").doesNotContain("AGE  AT");
      screen.resize(20, 4).awaits("too small; q leaves");
      screen.resize(120, 30).awaits("AGE  AT");

      screen.press("C-c").awaitsPrompt(2).enter("1").awaitsPrompt(3);
    }
  }

  @Test
  void namesWhoseWidthTerminalsDisagreeOnLeaveNothingBehind() throws Exception {
    Files.writeString(
        folder.resolve("app.py"),
        """
        async def idle():
            await receive()

        for label in ("👨‍👩‍👧emoji", "👍🏽", "🏳️‍🌈 flag"):
            spawn_opt(idle, label=label)
        for _ in range(60):
            spawn(idle)
        """);
    try (Screen screen = start()) {
      screen.resize(100, 24).enter(":top idle -i 60s").awaits("63 match idle");
      for (String key : List.of("n", "r", "b", "n", "r")) {
        screen.type(key).press("Down", "Enter").awaits("*(i)nfo");
        screen.press("Escape").awaits("k kill"); // the last line, so that the others are there too

        assertThat(screen.visible().lines().filter(line -> line.matches("[ >]<.*")))
            .hasSize(18)
            .allMatch(row -> row.matches(".<0\\.\\d+\\.0> +(idle|\".*\") +waiting .* idle"));
        List<Integer> unnamed = pids(screen, "idle");
        assertThat(unnamed).doesNotHaveDuplicates(); // each was spawned after the other
        assertThat(Collections.max(unnamed) - Collections.min(unnamed) + 1)
            .isEqualTo(unnamed.size());
      }
    }
  }

  private static List<Integer> pids(Screen screen, String name) {
    return Pattern.compile("<0\\.(\\d+)\\.0> +" + name + " ")
        .matcher(screen.visible())
        .results()
        .map(pid -> Integer.valueOf(pid.group(1)))
        .toList();
  }

  @Test
  void theSpeedOfTheLineStays() {
    try (Screen screen = start()) {
      assertThat(screen.speed()).isEqualTo("38400");

      screen.enter(":top").awaits("q quit");
      assertThat(screen.speed()).isEqualTo("38400");

      screen.type("q").awaitsPrompt(2).press("C-d").awaitsLine("EXIT=0");
      assertThat(screen.speed()).isEqualTo("38400");
      assertThat(screen.text()).contains("RESTORED");
    }
  }

  @Test
  void whatIsPrintedMeanwhileIsShownAfterwards() {
    try (Screen screen = start()) {
      screen.enter("t = spawn(talker)").awaits("line 3");

      screen.enter(":top talker").awaits("1 match talker");
      screen.awaitsMatch("talker +(waiting|runn).* [1-9]s  app"); // a second has passed
      assertThat(screen.visible()).doesNotContain("line");
      screen.type("q");

      screen.awaits("line 12");
      assertThat(printed(screen)).containsSequence("line 6", "line 7", "line 8");
      assertThat(printed(screen)).doesNotHaveDuplicates();
      screen.enter("exit(t, 'kill')").awaitsPrompt(4).press("C-d").awaitsLine("EXIT=0");
    }
  }

  /** The lines of talker; other reports may stand between them. */
  private static List<String> printed(Screen screen) {
    return screen.text().lines().filter(line -> line.matches("line \\d+")).toList();
  }

  @Test
  void aSignalRestoresTheTerminal() {
    for (var signal : Map.of("TERM", 143, "HUP", 129).entrySet()) {
      try (Screen screen = start()) {
        screen.enter(":top").awaits("q quit");

        screen.signal(signal.getKey());

        screen.awaitsLine("EXIT=" + signal.getValue());
        assertThat(screen.text()).contains("RESTORED", "'before'").doesNotContain("q quit");
        assertThat(screen.hasCursor()).isTrue();
      }
    }
  }

  @Test
  void aMailboxIsWatched() {
    try (Screen screen = start()) {
      screen.enter("_ = send_after(5, 'listener', ('tick', 1))").awaitsPrompt(3);

      screen.enter(":watch -i 200ms :mbox listener").awaits("listener: no messages");

      screen.awaits("('tick', 1)").press("Escape").awaitsPrompt(3);
    }
  }

  @Test
  void aDumbTerminalGetsOneLook() {
    try (Screen screen = Screen.start(folder, Map.of("TERM", "dumb"), "-q", "-i", "app.py")) {
      screen.awaitsPrompt(1).enter(":top -l 1").awaits("by cpu since each began");
      screen.enter(":watch -n 1 :regs").awaits("listener"); // a report may stand after the prompt
    }
  }
}
