package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rebeam.commands.JsonSchema;
import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs in batch mode. */
class BatchIT {
  @TempDir Path folder;

  private Outcome run(String... arguments) {
    return Rebeam.run(folder, "", arguments);
  }

  private Outcome runScript(String source, String... arguments) throws IOException {
    Files.writeString(folder.resolve("script.py"), source);
    String[] all = new String[arguments.length + 1];
    all[0] = "script.py";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return run(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "print(6 * 7)                   | 0 | 42 | ''",
        "6 * 7                          | 0 | '' | ''",
        "raise SystemExit               | 0 | '' | ''",
        "import sys; sys.exit(7)        | 7 | '' | ''",
        "import sys; sys.exit('bye')    | 1 | '' | bye",
        "exit(4)                        | 4 | '' | ''",
        "quit('bye')                    | 1 | '' | bye",
        "import sys; sys.exit(256 + 3)  | 3 | '' | ''",
        "print(1); 1 / 0; print(2)      | 1 | 1  | ZeroDivisionError: division by zero",
        "await sleep(0); print('slept') | 0 | slept | ''",
      })
  void codeDecidesTheExitCode(String code, int exitCode, String out, String err) {
    Outcome outcome = run("-e", code);

    assertThat(outcome.code()).isEqualTo(exitCode);
    assertThat(outcome.out().strip()).isEqualTo(out);
    assertThat(outcome.err().lines().findFirst().orElse("")).isEqualTo(err);
  }

  @Test
  void codesRunInOrderUntilOneFails() {
    Outcome outcome = run("-e", "x = 1", "-e", "print(x)", "-e", "x()", "-e", "print(2)");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEqualTo("1\n");
    assertThat(outcome.err()).startsWith("TypeError: ");
  }

  @Test
  void scriptKnowsItsNameAndArguments() throws IOException {
    Outcome outcome =
        runScript("import sys\nprint(sys.argv, __file__, __name__)\n", "-x", "@y", "--version");

    assertThat(outcome.out())
        .isEqualTo("['script.py', '-x', '@y', '--version'] script.py __main__\n");
  }

  @Test
  void errorNamesFileAndLine() throws IOException {
    Outcome outcome = runScript("def boom(n):\n    return 1 / n\n\nboom(0)\n");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            """
            ZeroDivisionError: division by zero
              script.py:4
                  boom(0)
              script.py:2 in boom
                  return 1 / n
            """);
  }

  @Test
  void syntaxErrorNamesFileAndLine() throws IOException {
    Outcome outcome = runScript("x = 1\ny = = 2\n");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("SyntaxError: ").contains("script.py:2");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void modulesRun() throws IOException {
    Files.createDirectories(folder.resolve("pkg"));
    Files.writeString(
        folder.resolve("pkg").resolve("__main__.py"),
        "import sys\nprint(__name__, sys.argv[1:])\nsys.exit(5)\n");

    Outcome outcome = run("-m", "pkg", "a", "-b");

    assertThat(outcome.out()).isEqualTo("__main__ ['a', '-b']\n");
    assertThat(outcome.code()).isEqualTo(5);
  }

  @Test
  void whatCannotBeRunIsUsage() throws IOException {
    Files.createDirectories(folder.resolve("dir"));
    Files.write(folder.resolve("latin.py"), "s = 'é'\n".getBytes(StandardCharsets.ISO_8859_1));

    assertUsage("rebeam: cannot run 'nope.py': no such file\n", "nope.py");
    assertUsage("rebeam: cannot run 'dir': it is a directory\n", "dir");
    assertUsage(
        "rebeam: cannot run 'latin.py': it is not UTF-8;"
            + " a line '# coding: NAME' at its top names its encoding\n",
        "latin.py");
    assertUsage("rebeam: unknown option '--nope'\nTry 'rebeam --help'.\n", "--nope");
    assertUsage(
        "rebeam: -e and -m cannot be combined\nTry 'rebeam --help'.\n", "-e", "1", "-m", "x");
  }

  private void assertUsage(String err, String... arguments) {
    assertThat(run(arguments)).isEqualTo(new Outcome(2, "", err));
  }

  @Test
  void encodingOfASourceIsHonoured() throws IOException {
    byte[] source = "# coding: latin-1\nprint('é')\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("latin.py"), source);

    assertThat(run("latin.py")).isEqualTo(new Outcome(0, "é\n", ""));
  }

  @Test
  void pipedInputIsOneScriptWithCommands() {
    Outcome outcome =
        Rebeam.run(
            folder,
            """
            async def wait():
                await receive()

            register("waiter", spawn(wait))
            :regs --plain --no-header
            print("done")
            """);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).matches("waiter\t<0\\.\\d+\\.0>\t.*\ndone\n");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void failedCommandEndsTheScript() {
    Outcome outcome = Rebeam.run(folder, "print(1)\n:info 4711\nprint(2)\n");

    assertThat(outcome.out()).isEqualTo("1\n");
    assertThat(outcome.err()).startsWith("rebeam: no process <0.4711.0>");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void errorInPipedInputHasItsLine() {
    Outcome outcome = Rebeam.run(folder, "x = 1\n:ps --json\n\n1 / 0\n", "-");

    assertThat(outcome.err()).contains("<stdin>:4");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void colonInsideABlockIsNoCommand() {
    Outcome outcome = Rebeam.run(folder, "s = '''\n:ps\n'''\nd = {1\n:2}\nprint(repr(s), d)\n");

    assertThat(outcome.out()).isEqualTo("'\\n:ps\\n' {1: 2}\n");
  }

  @Test
  void scriptReadsStandardInput() throws IOException {
    Files.writeString(
        folder.resolve("echo.py"),
        "import sys\nprint(input('? '), sys.stdin.readline().strip(), sys.stdin.read())\n");

    assertThat(Rebeam.run(folder, "a\nb\nc\n", "echo.py").out()).isEqualTo("? a b c\n\n");
    assertThat(Rebeam.run(folder, "", "-e", "input()").err()).startsWith("EOFError");
  }

  @Test
  void outputIsCompleteHoweverTheProgramEnds() {
    String print = "import sys\nfor i in range(50000): print(i)\n";

    Outcome normal = run("-e", print);
    Outcome exited = run("-e", print + "sys.exit(3)");

    assertThat(normal.out().lines()).hasSize(50_000).endsWith("49999");
    assertThat(exited.out()).isEqualTo(normal.out());
    assertThat(exited.code()).isEqualTo(3);
  }

  @Test
  void closedPipeEndsQuietly() {
    Outcome outcome =
        Rebeam.shell(
            folder,
            "\"$REBEAM\" -e 'while True: print(\"line\")' | head -1; echo ${PIPESTATUS[0]}");

    assertThat(outcome).isEqualTo(new Outcome(0, "line\n141\n", ""));
  }

  @Test
  void outputThatCannotBeWrittenIsTold() {
    assumeTrue(Files.exists(Path.of("/dev/full")));

    Outcome program = Rebeam.shell(folder, "\"$REBEAM\" -e 'print(1)' >/dev/full");
    Outcome help = Rebeam.shell(folder, "\"$REBEAM\" --help >/dev/full");

    assertThat(program)
        .isEqualTo(
            new Outcome(
                1, "", "rebeam: cannot write to standard output: No space left on device\n"));
    assertThat(help).isEqualTo(new Outcome(1, "", "rebeam: cannot write to standard output\n"));
  }

  @Test
  void ctrlCInterruptsTheProgram() throws IOException {
    Files.writeString(
        folder.resolve("loop.py"),
        "try:\n    print('on', flush=True)\n    while True: pass\nfinally:\n    print('clean')\n");

    Outcome outcome = start("loop.py").awaitOutput("on").signal("INT").outcome();

    assertThat(outcome.code()).isEqualTo(130);
    assertThat(outcome.out()).isEqualTo("on\nclean\n");
    assertThat(outcome.err()).isEqualTo("KeyboardInterrupt\n");
  }

  @Test
  void secondCtrlCEndsAtOnce() throws IOException {
    Files.writeString(
        folder.resolve("stubborn.py"),
        """
        while True:
            try:
                print('on', flush=True)
                while True: pass
            except KeyboardInterrupt:
                print('no', flush=True)
        """);

    Run run = start("stubborn.py").awaitOutput("on").signal("INT").awaitOutput("no").signal("INT");

    assertThat(run.outcome().code()).isEqualTo(130);
  }

  @Test
  void terminationFromOutsideFlushesOutput() throws IOException {
    Files.writeString(folder.resolve("loop.py"), "print('on')\nwhile True: pass\n");

    Outcome outcome = start("loop.py").awaitOutput("on").signal("TERM").outcome();

    assertThat(outcome).isEqualTo(new Outcome(143, "on\n", ""));
  }

  private Run start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Rebeam.PROGRAM.toString()));
    command.addAll(List.of(arguments));
    return new Run(folder, command);
  }

  @Test
  void processesLeftBehindAreShutDown() throws IOException {
    Outcome outcome =
        runScript(
            """
            async def tidy():
                try:
                    await receive()
                finally:
                    print("tidied")

            async def deaf():
                trap_exit(True)
                while True:
                    await receive()

            spawn(tidy)
            spawn(deaf)
            await sleep(0.1)
            print("end")
            """);

    assertThat(outcome).isEqualTo(new Outcome(0, "end\ntidied\n", ""));
  }

  @Test
  void crashOfALinkedProcessEndsTheScript() throws IOException {
    Outcome outcome =
        runScript(
            """
            async def fail():
                raise ValueError("bad frame")

            spawn_link(fail)
            await receive()
            print("never")
            """);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("the main process").contains("ValueError");
  }

  @Test
  void theReportOfACrashComesBeforeTheValueThatTellsOfIt() {
    Outcome outcome =
        Rebeam.run(
            folder,
            """
            import logging, sys, time
            class Slow(logging.Handler):
                def emit(self, record):
                    time.sleep(0.3)
                    print("report of", record.getMessage().splitlines()[0])

            logging.getLogger("rebeam.crash").addHandler(Slow())
            async def crashes(): 1 / 0

            (await receive(monitor(spawn(crashes)))).reason.exc_type
            """,
            "-q",
            "-i");

    assertThat(outcome.out())
        .containsSubsequence(
            "await receive", "report of", "ZeroDivisionError", "'ZeroDivisionError'");
  }

  @Test
  void interactiveFromAPipeShowsTheSession() {
    Outcome outcome =
        Rebeam.run(folder, "x = 20\nx + 1\n1 / 0\nfor i in range(2):\n  print(i)\n", "-i");

    assertThat(outcome.out().replaceAll("(?m) +$", ""))
        .isEqualTo(
            """
            rebeam(1)> x = 20
            rebeam(2)> x + 1
            21
            rebeam(3)> 1 / 0
            ZeroDivisionError: division by zero
              <3>:1
                  1 / 0
            rebeam(4)> for i in range(2):
                         print(i)

            0
            1
            rebeam(5)>
            """);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
  }

  @Test
  void functionsMayCallThemselvesAThousandTimesInAnyKindOfProcess() throws IOException {
    Outcome outcome =
        runScript(
            """
            import threading

            def depth(n):
                return n and 1 + depth(n - 1)

            async def coroutine(top):
                send(top, depth(990))

            def blocking(top):
                send(top, depth(990))

            print(depth(990))
            for fn in (coroutine, blocking):
                spawn(fn, self())
                print(await receive())
            thread = threading.Thread(target=lambda: print(depth(990)))
            thread.start()
            thread.join()
            try:
                depth(10**9)
            except RecursionError:
                print("too deep")
            """);

    assertThat(outcome.out()).isEqualTo("990\n".repeat(4) + "too deep\n");
  }

  @Test
  void versionAndHelpNeedNoPython() {
    assertThat(run("--version").out()).startsWith("rebeam ");
    assertThat(run("--help").out()).startsWith("Usage: rebeam");
    assertThat(run("--help").code()).isZero();
  }

  @Test
  void theSchemaOfJsonOutputIsPrinted() {
    Outcome outcome = run("schema");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(JsonSchema.text());
  }

  @Test
  void doctorTellsVersionsEngineAndPaths() {
    Outcome outcome = run("doctor");

    assertThat(outcome.out())
        .contains("rebeam ", "Python: 3.12", "engine: ", "installation: ", "history: ");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void aCacheThatDoesNotFitIsLeftAsideAndDoctorSaysWhy() {
    Outcome program =
        Rebeam.shell(folder, "REBEAM_JAVA_OPTS=-XX:-UseCompactObjectHeaders $REBEAM -e 'print(1)'");
    Outcome doctor =
        Rebeam.shell(folder, "REBEAM_JAVA_OPTS=-XX:-UseCompactObjectHeaders $REBEAM doctor");

    assertThat(program.out() + program.err()).isEqualTo("1\n");
    assertThat(doctor.out()).containsPattern("AOT cache: not used: .*UseCompactObjectHeaders");
    assertThat(run("doctor").out()).contains("AOT cache: used");
  }

  @Test
  void theUsersFolderIsThatOfTheEnvironment() {
    String doctor = "env -u REBEAM_HOME -u XDG_STATE_HOME HOME=%s $REBEAM doctor";

    assertThat(Rebeam.shell(folder, doctor.formatted("/somewhere")).out())
        .contains("/somewhere/.local/state/rebeam/history");
    assertThat(Rebeam.shell(folder, doctor.formatted("")).out()).doesNotContain("?/.local");
  }

  @Test
  void theClassesOfTheCommandLineComeOutOfTheCache() {
    Outcome help = Rebeam.shell(folder, "$REBEAM -J-Xlog:class+load:file=loaded.txt --help");
    Outcome loaded = Rebeam.shell(folder, "grep 'picocli.CommandLine source' loaded.txt");

    assertThat(help.out()).startsWith("Usage: rebeam");
    assertThat(loaded.out()).contains("source: shared objects file");
  }

  @Test
  void neitherTheBootNorTheFirstAwaitImportsLargeModules() {
    Outcome imported =
        Rebeam.shell(
            folder,
            """
            PRINT='import sys; print(sorted({"os", "typing", "ast", "re", "inspect", "rebeam.otp"}
                                            & set(sys.modules)))'
            $REBEAM -e "$PRINT" -e 'await sleep(0)' -e "$PRINT"
            """);

    assertThat(imported.out()).isEqualTo("[]\n[]\n");
  }

  /** Each costs some milliseconds of every start. */
  @Test
  void aProgramStartsWithFewModulesOfTheLibrary() {
    Outcome imported =
        run("-e", "import sys; print(sum(name.startswith('rebeam') for name in sys.modules))");

    assertThat(Integer.parseInt(imported.out().strip())).isBetween(20, 42);
  }

  @Test
  void theNamesOfOtpAreThereForWhoeverUsesThem() throws IOException {
    Files.writeString(
        folder.resolve("servers.py"), "from rebeam import *\nprint(Supervisor.__module__)\n");

    Outcome inText = run("-e", "print(GenServer.__module__)");
    Outcome inModule = run("-e", "import servers, rebeam; print(rebeam.Stop.__module__)");
    Outcome composed = run("-e", "print(eval('Gen' + 'Server').__module__)");
    Outcome taken = run("-e", "call = 1", "-e", "print(call, Reply.__module__)");

    assertThat(inText.out()).isEqualTo("rebeam.otp.gen_server\n");
    assertThat(inModule.out()).isEqualTo("rebeam.otp.supervisor\nrebeam.otp.results\n");
    assertThat(composed.out()).isEqualTo("rebeam.otp.gen_server\n");
    assertThat(taken.out()).isEqualTo("1 rebeam.otp.results\n");
  }
}
