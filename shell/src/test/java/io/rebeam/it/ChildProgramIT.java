package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that Python code starts, and the terminal that they share with it. */
class ChildProgramIT {
  @TempDir Path folder;

  @BeforeEach
  void needsTmux() {
    assumeTrue(Screen.isPossible(), "tmux is not installed");
  }

  @Test
  @DisplayName("a program of a cell has the terminal with its usual settings, and gives it back")
  void aProgramOfACellHasTheTerminal() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("import os, subprocess").awaitsPrompt(2);
      screen.enter("os.system('echo ready; cat')").awaitsLine("ready");
      screen.enter("typed once").awaitsMatch("(?m)^typed once\ntyped once$").press("C-d");
      screen.awaitsLine("0").awaitsPrompt(3);

      screen.enter("subprocess.run('echo ready; stty raw -echo; kill -9 $$', shell=True)");
      screen.awaits("returncode=-9").awaitsPrompt(4);

      screen.enter("os.system('stty -a | tr \" \" \"\\\\n\" | grep -cx -e icanon -e echo')");
      screen.awaitsMatch("(?m)^2$").awaitsPrompt(5);
      screen.enter("1 + 41").awaitsLine("42").awaitsPrompt(6);

      screen.press("C-d").awaitsLine("EXIT=0");
      assertThat(screen.text()).contains("RESTORED");
    }
  }

  @Test
  @DisplayName("Ctrl-C is the program's in os.system, and interrupts the cell too elsewhere")
  void ctrlC() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("import os, subprocess").awaitsPrompt(2);
      screen.enter("os.system('echo ready; exec sleep 1000')").awaitsLine("ready").press("C-c");
      screen.awaitsMatch("(?m)^(\\^C)?2$").awaitsPrompt(3);

      screen.enter("os.system('trap \"echo caught; exit 7\" INT; echo begun; read x')");
      screen.awaitsLine("begun").press("C-c").awaits("caught").awaitsLine("1792").awaitsPrompt(4);

      screen.enter("subprocess.run('echo third; exec sleep 1000', shell=True)");
      screen.awaitsLine("third").press("C-c").awaits("KeyboardInterrupt").awaitsPrompt(4);
    }
  }

  @Test
  @DisplayName("what follows a line that a program has not ended begins on the next line")
  void anUnfinishedLineOfAProgramStays() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("import os").awaitsPrompt(2);
      screen.enter("os.system('printf half')").awaitsMatch("(?m)^half%\n0$").awaitsPrompt(3);
      screen.enter("os.system('true')").awaitsMatch("(?m)'\\)\n0$").awaitsPrompt(4);
    }
  }

  @Test
  @DisplayName("a program of a process reads no key while the prompt has the terminal")
  void theKeysAreThePromptsWhileItHasTheTerminal() {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("import _rebeam_host as host, subprocess, time");
      screen.awaitsPrompt(2).enter("cat = 'cat; echo has read'");
      screen.awaitsPrompt(3).enter("lent = iter(host.lends_input, False)");
      screen.awaitsPrompt(4).enter("wait = lambda: [time.sleep(0.01) for _ in lent]");
      screen.awaitsPrompt(5).enter("p = spawn(lambda: (wait(), subprocess.run(cat, shell=True)))");
      screen.awaitsLine("has read").awaitsPrompt(6);
      screen.enter("6 * 7").awaitsLine("42");
    }
  }

  @Test
  @DisplayName("getpass shows nothing of what is typed, at the prompt and in a program")
  void getpassShowsNothing() throws IOException {
    try (Screen screen = Screen.start(folder, "-q")) {
      screen.awaitsPrompt(1).enter("from getpass import getpass").awaitsPrompt(2);
      screen.enter("len(getpass('secret? '))").awaits("secret?").type("sesame");
      screen.press("Enter").awaitsLine("6").awaitsPrompt(3);
      screen.enter("getpass()").awaits("Password:").press("C-c").awaits("KeyboardInterrupt");
      screen.awaitsPrompt(3).enter("6 * 7").awaitsLine("42").awaitsPrompt(4);
      assertThat(screen.text()).doesNotContain("sesame");
    }
    Path program = folder.resolve("asks.py");
    Files.writeString(
        program,
        """
        import getpass, sys
        print("length", len(getpass.getpass("secret? ")))
        print("then", sys.stdin.readline())
        getpass.getpass("another? ")
        """);
    try (Screen screen = Screen.start(folder, program.toString())) {
      screen.awaits("secret?").enter("sesame").awaitsLine("length 6");
      screen.enter("shown").awaitsLine("then shown");
      screen.awaits("another?").type("open").press("C-c").awaitsLine("EXIT=130");
      assertThat(screen.text())
          .doesNotContain("sesame")
          .doesNotContain("open")
          .contains("RESTORED");
    }
  }

  @Test
  @DisplayName("a program that runs on pipes shares them with the programs it starts")
  void pipesAreShared() {
    Rebeam.Outcome outcome =
        Rebeam.run(
            folder,
            "first\nsecond\n",
            "-e",
            "import os, subprocess; print('before'); os.system('cat; echo err >&2'); print('after')");

    assertThat(outcome.out()).isEqualTo("before\nfirst\nsecond\nafter\n");
    assertThat(outcome.err()).isEqualTo("err\n");
  }

  @Test
  @DisplayName("getpass without a terminal reads standard input, with a warning")
  void getpassWithoutTerminal() {
    Rebeam.Outcome outcome =
        Rebeam.shell(
            folder,
            "echo sesame | setsid -w $REBEAM -e 'import getpass; print(len(getpass.getpass()))'");

    assertThat(outcome.out()).isEqualTo("6\n");
    assertThat(outcome.err()).contains("GetPassWarning").contains("Password:");
  }
}
