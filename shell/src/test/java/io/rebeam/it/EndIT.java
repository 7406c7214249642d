package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a program ends, and the signals of the operating system. */
class EndIT {
  /** A program that leaves processes, threads, files and atexit functions behind. */
  private static final String LEAVING =
      """
      import atexit, logging, os, sys, tempfile, threading, time

      atexit.register(print, "exit function")
      atexit.register(lambda: 1 / 0)
      folder = tempfile.TemporaryDirectory(dir=".")
      open("dropped.txt", "w").write("x")
      open("dropped.bin", "wb").write(b"yy")
      held = open("held.txt", "w")
      held.write("zzz")

      class Kept(logging.Handler):
          def flush(self):
              print("log handler")

      kept = Kept()

      def work():
          gate.wait()
          time.sleep(0.2)
          print("thread")

      gate = threading.Event()
      threading.Thread(target=work).start()

      async def tidy():
          try:
              await receive()
          finally:
              print("process")
              gate.set()

      spawn(tidy)
      await sleep(0.1)
      print("left", flush=True)
      """;

  @TempDir Path folder;

  private Run start(String source, String... arguments) throws IOException {
    Files.writeString(folder.resolve("program.py"), source);
    List<String> command = new ArrayList<>(List.of(Rebeam.PROGRAM.toString(), "program.py"));
    command.addAll(List.of(arguments));
    return new Run(folder, command);
  }

  private Outcome run(String source) throws IOException {
    return start(source).with("").outcome();
  }

  private void assertFilesAreWritten() throws IOException {
    assertThat(folder.resolve("dropped.txt")).hasContent("x");
    assertThat(folder.resolve("dropped.bin")).hasContent("yy");
    assertThat(folder.resolve("held.txt")).hasContent("zzz");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(Files::isDirectory).map(p -> p.getFileName().toString()))
          .as("temporary folders are removed")
          .allMatch("home"::equals);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pass            | 0 | ''",
        "sys.exit(3)     | 3 | ''",
        "{}['key']       | 1 | KeyError: 'key'",
      })
  void whatIsLeftIsDoneInCPythonsOrder(String end, int code, String error) throws IOException {
    Outcome outcome = run(LEAVING + end + "\n");

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).isEqualTo("left\nprocess\nthread\nexit function\nlog handler\n");
    assertThat(outcome.err())
        .startsWith(error)
        .contains("Exception ignored in atexit callback: <lambda>\nZeroDivisionError: ");
    assertFilesAreWritten();
  }

  @Test
  void terminationDoesTheSameWithinLimits() throws IOException {
    String loop =
        """
        threading.Thread(target=lambda: [time.sleep(0.1) for _ in iter(int, 1)]).start()
        try:
            print("on", flush=True)
            while True: pass
        finally:
            print("main")
        """;

    Outcome outcome = start(LEAVING + loop).awaitOutput("on").signal("TERM").outcome();

    assertThat(outcome.code()).isEqualTo(143);
    assertThat(outcome.out()).contains("main\n", "process\n", "thread\n", "log handler\n");
    assertThat(outcome.err()).doesNotContain("** the main process");
    assertFilesAreWritten();
  }

  @Test
  void exitNowEndsAtOnce() throws IOException {
    Outcome outcome =
        run(
            """
            import atexit, os
            atexit.register(print, "no")
            async def tidy():
                try:
                    await receive()
                finally:
                    print("no")
            spawn(tidy)
            await sleep(0)
            print("yes", flush=True)
            await run_blocking(os._exit, 5)
            """);

    assertThat(outcome).isEqualTo(new Outcome(5, "yes\n", ""));
  }

  @Test
  void aClosedOutputIsNoError() throws IOException {
    Outcome closed = run("import sys\nprint(1)\nsys.stdout.close()\n");
    Outcome none = run("import sys\nprint(1)\nsys.stdout = sys.stderr = None\nprint(2)\n");
    Outcome tool = Rebeam.shell(folder, "echo '[1]' | $REBEAM -m json.tool");

    assertThat(closed).isEqualTo(new Outcome(0, "1\n", ""));
    assertThat(none).isEqualTo(new Outcome(0, "1\n", ""));
    assertThat(tool).isEqualTo(new Outcome(0, "[\n    1\n]\n", ""));
  }

  @Test
  void handlersOfSignalsRunInTheMainProcess() throws IOException {
    Run run =
        start(
            """
            import signal, sys

            main = self()

            def show(number, frame):
                print(signal.Signals(number).name, self() == main, flush=True)

            def leave(number, frame):
                sys.exit(7)

            for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCHLD"):
                signal.signal(getattr(signal, name), show)
            signal.signal(signal.SIGALRM, leave)
            print("ready", flush=True)
            await receive()
            """);
    run.awaitOutput("ready");
    for (String name : List.of("TERM", "INT", "HUP", "USR1", "USR2", "CHLD", "INT")) {
      run.signal(name).awaitOutput("SIG" + name + " True");
    }

    assertThat(run.signal("ALRM").outcome().code()).isEqualTo(7);
  }

  @Test
  void aLaterCtrlCIsAnInterruptAgain() throws IOException {
    Run run =
        start(
            """
            import time
            for name in ("first", "second"):
                try:
                    print(name, flush=True)
                    while True: pass
                except KeyboardInterrupt:
                    time.sleep(2.1)  # a Ctrl-C sooner than that ends the program
            print("went on", flush=True)
            """);

    run.awaitOutput("first").signal("INT").awaitOutput("second").signal("INT");

    assertThat(run.outcome()).isEqualTo(new Outcome(0, "first\nsecond\nwent on\n", ""));
  }

  @Test
  void whatStopsCompiledLoopsPassesByNoHandler() {
    Outcome outcome =
        Rebeam.run(
            folder,
            """
            import signal, threading, time

            ROUNDS = 50
            turn = ""
            handled = set()

            def interrupter(name):
                for n in range(ROUNDS):
                    while turn != (name, n):
                        time.sleep(0.001)
                    time.sleep(0.01 * (n % 5))
                    signal.raise_signal(signal.SIGINT)

            def interrupt(name):
                thread = threading.Thread(target=interrupter, args=(name,))
                thread.start()
                return thread

            thread = interrupt("module")
            for n in range(ROUNDS):
                try:
                    turn = ("module", n)
                    while True: pass
                except KeyboardInterrupt:
                    handled.add(turn)
            thread.join()

            def function(n):
                global turn
                i = 0
                try:
                    turn = ("function", n)
                    while True: i = (i + 1) % 1000
                except KeyboardInterrupt:
                    handled.add(turn)

            thread = interrupt("function")
            for n in range(ROUNDS):
                function(n)
            thread.join()

            async def coroutine(n):
                global turn
                i = 0
                try:
                    turn = ("coroutine", n)
                    while True: i = (i + 1) % 1000
                except KeyboardInterrupt:
                    handled.add(turn)

            thread = interrupt("coroutine")
            for n in range(ROUNDS):
                await coroutine(n)
            thread.join()

            print(len(handled))
            """,
            "-");

    assertThat(outcome).isEqualTo(new Outcome(0, "150\n", ""));
  }

  @Test
  void aSignalThatWasIgnoredAtTheStartCanBeHandled() throws IOException {
    Files.writeString(
        folder.resolve("program.py"),
        """
        import os, signal
        before = signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, lambda number, frame: print("handled", flush=True))
        print(before == signal.SIG_IGN, flush=True)
        await run_blocking(os.system, f"kill -INT {os.getpid()}")
        await receive(timeout=5, default=None)
        """);

    Outcome outcome = Rebeam.shell(folder, "trap '' INT; exec $REBEAM program.py");

    assertThat(outcome).isEqualTo(new Outcome(0, "True\nhandled\n", ""));
  }

  @Test
  void leavingThePromptEndsTheProgramToo() throws IOException {
    Files.writeString(folder.resolve("program.py"), LEAVING);

    try (Screen screen = Screen.start(folder, "-q", "-i", "program.py")) {
      screen.awaitsPrompt(1).enter(":q").awaitsLine("EXIT=0");
      assertThat(screen.text()).contains("process", "thread", "exit function", "RESTORED");
    }
    assertFilesAreWritten();
  }

  @Test
  void aHandlerMayLeaveThePrompt() {
    try (Screen screen = Screen.start(folder, Map.of(), "-q")) {
      screen.awaitsPrompt(1).enter("import signal, sys").awaitsPrompt(2);
      screen.enter("signal.signal(signal.SIGUSR1, lambda *_: 1 / 0);").awaitsPrompt(3);
      screen.enter("signal.signal(signal.SIGTERM, lambda *_: sys.exit(4));").awaitsPrompt(4);

      screen.signal("USR1");
      screen.awaitsLine("ZeroDivisionError: division by zero");
      screen.signal("TERM");

      screen.awaitsLine("EXIT=4");
    }
  }

  @Test
  void theMainProcessEndsItsUseOfAsyncioBeforeThreadsAreWaitedFor() {
    Outcome outcome =
        Rebeam.run(
            folder,
            """
            import asyncio, atexit, queue, threading

            atexit.register(print, "exit function")
            jobs = queue.Queue()

            def work():
                print(jobs.get())

            async def task():
                try:
                    await asyncio.sleep(60)
                finally:
                    print("task", flush=True)

            # as libraries end their threads with the task that used them
            asyncio.current_task().add_done_callback(lambda _: jobs.put("thread"))
            threading.Thread(target=work).start()
            kept = asyncio.create_task(task())
            await asyncio.sleep(0.01)
            print("left", flush=True)
            """,
            "-");

    assertThat(outcome.out().lines())
        .containsExactlyInAnyOrder("left", "task", "thread", "exit function")
        .startsWith("left")
        .endsWith("exit function");
    assertThat(outcome.err()).isEmpty();
  }
}
