package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faults around a program give one line, and never a Java stack trace. */
class FaultsIT {
  /** How long the child program of a test sleeps; no other program has this argument. */
  private static final String CHILD_SECONDS = "600." + Math.abs(new Random().nextInt());

  @TempDir Path folder;

  private void assertRefused(String line, int code, String told) {
    Outcome outcome = Rebeam.shell(folder, line);

    assertThat(outcome.err()).endsWith(told + "\n").doesNotContain("Exception", "\tat ");
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aProgramWithoutAnEndIsRefused() {
    String limit = ": a program is at most 16 MB; let the program read its data itself";

    assertRefused("yes x=1 | $REBEAM -", 2, "rebeam: cannot run standard input" + limit);
    assertRefused("$REBEAM /dev/zero", 2, "rebeam: cannot run '/dev/zero'" + limit);
  }

  @Test
  void aHeapThatIsTooSmallIsRefused() {
    assertRefused(
        "$REBEAM -J-Xmx8m -e 1",
        2,
        "MB is too small for Python: give it 64 MB or more, as with -J-Xmx256m");
  }

  @Test
  void aFolderThatIsGoneIsRefused() {
    assertRefused(
        "mkdir gone; cd gone; rmdir ../gone; $REBEAM -e 1",
        126,
        "rebeam: the current folder does not exist any more; change to another one");
  }

  @Test
  void aFunctionFromBeforeACommandHasItsSource() {
    Outcome outcome =
        Rebeam.run(folder, "def f():\n    raise ValueError('x')\n:uptime\nf()\n", "-");

    assertThat(outcome.err())
        .isEqualTo(
            """
            ValueError: x
              <stdin>:4
                  f()
              <stdin>:2 in f
                  raise ValueError('x')
            """);
  }

  @Test
  void filesThatAProgramHasForgottenAreClosedWhenThereAreNoMore() {
    Outcome outcome =
        Rebeam.shell(
            folder,
            """
            ulimit -n 512; $REBEAM -e '
            def forget():
                open("/dev/null")
            for _ in range(2000):
                forget()
            print("forgotten")
            kept = []
            try:
                while True:
                    kept.append(open("/dev/null"))
            except OSError as error:
                print(error.errno)
            import json.tool'""");

    assertThat(outcome.out()).isEqualTo("forgotten\n24\n");
    assertThat(outcome.err()).startsWith("OSError: [Errno 24] Too many open files: ");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void aProcessThatFillsTheHeapEndsWithMemoryErrorAndOthersLive() {
    Outcome outcome =
        Rebeam.run(
            folder,
            "",
            "-J-Xmx192m",
            "-e",
            """
            def hog():
                kept = []
                while True:
                    kept.append([0] * 100)

            other = spawn(receive)
            pid, ref = spawn_monitor(hog)
            print((await receive(ref)).reason.exc_type, is_alive(other))
            """);

    assertThat(outcome.out()).isEqualTo("MemoryError True\n");
    assertThat(outcome.code()).isZero();
  }

  @Test
  @EnabledIf("io.rebeam.it.Screen#isPossible")
  void childProgramsEndWithTheSessionAndAnUnknownTerminalIsNoFault() {
    try (Screen screen = Screen.start(folder, Map.of("TERM", "nosuchterm"), "-q")) {
      screen.awaitsPrompt(1).enter("import subprocess").awaitsPrompt(2);
      screen.enter("child = subprocess.Popen(['sleep', '" + CHILD_SECONDS + "'])").awaitsPrompt(3);
      assertThat(isChildAlive()).isTrue();

      screen.enter(":q").awaitsLine("EXIT=0");

      assertThat(screen.text()).doesNotContain("Exception", "infocmp");
      assertThat(isChildAlive()).isFalse();
    }
  }

  /** Finds the child program by its argument, since GraalPy has process numbers of its own. */
  private static boolean isChildAlive() {
    return ProcessHandle.allProcesses()
        .anyMatch(
            process ->
                process.info().arguments().stream()
                    .anyMatch(arguments -> List.of(arguments).contains(CHILD_SECONDS)));
  }
}
