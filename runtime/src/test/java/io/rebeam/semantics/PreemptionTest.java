package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PreemptionTest {
  private static final String BUSY =
      """
      async def busy(top):
          send(top, "busy")
          while True:
              pass

      """;

  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("D6: a process that never waits does not stop the others")
  void aBusyProcessDoesNotStopOthers() {
    String out =
        node.output(
            BUSY
                + """
                async def pong():
                    async for sender in mailbox():
                        send(sender, "pong")

                pids = [spawn(busy, self()) for _ in range(3)]
                for _ in pids:
                    await receive(timeout=30)
                ping = spawn(pong)
                for _ in range(20):
                    send(ping, self())
                    assert await receive(timeout=30) == "pong"
                for pid in (*pids, ping):
                    kill(pid)
                print([is_alive(pid) for pid in pids])
                """);

    assertThat(out).isEqualTo("[False, False, False]\n");
  }

  @Test
  @DisplayName("D7: kill ends a busy loop, and one under 'except BaseException'")
  void killEndsBusyLoops() {
    String out =
        node.output(
            BUSY
                + """
                caught = []

                async def stubborn(top):
                    send(top, "busy")
                    while True:
                        try:
                            while True:
                                pass
                        except BaseException as error:
                            caught.append(error)
                        finally:
                            caught.append("finally")

                def stubborn_thread(top):
                    send(top, "busy")
                    while True:
                        try:
                            while True:
                                pass
                        except BaseException as error:
                            caught.append(error)

                for fn in (busy, stubborn, stubborn_thread):
                    pid, ref = spawn_monitor(fn, self())
                    await receive(lambda m: m == "busy", timeout=30)
                    kill(pid)
                    print(is_alive(pid), (await receive(ref, timeout=30)).reason)
                while system_info("zombie_threads")["zombie_threads"]:
                    await sleep(0.005)
                print(caught)
                """);

    assertThat(out).isEqualTo("False killed\nFalse killed\nFalse killed\n[]\n");
  }

  @Test
  @DisplayName("D7: who is ended while it waits for the interpreter lock holds nobody up")
  void endOfWhoWaitsForTheLock() {
    String out =
        node.output(
            BUSY
                + """
                import hashlib, re

                def spins(top):
                    send(top, "busy")
                    while True:
                        pass

                ends = [(busy, kill), (spins, kill), (spins, lambda pid: exit_signal(pid, "bye"))]
                for _ in rounds(400):
                    pids = [spawn(body, self()) for body, _ in ends]
                    refs = [monitor(pid) for pid in pids]
                    for _ in pids:
                        await receive(str, timeout=30)
                    for pid, (_, end) in zip(pids, ends):
                        end(pid)
                    hashlib.pbkdf2_hmac("sha256", b"", b"", 1_000)  # keeps the lock from them
                    # The very first regular expression waits for a safepoint of all threads.
                    assert re.compile("a+b").match("aab")
                    reasons = [(await receive(ref, timeout=30)).reason for ref in refs]
                    assert reasons == ["killed", "killed", "bye"], reasons
                """);

    assertThat(out).isEmpty();
  }

  @Test
  @DisplayName("C16: an exit signal reaches a busy process when it next waits")
  void anExitSignalWaitsForABusyProcess() {
    String out =
        node.output(
            """
            import time

            async def busy_for_a_while(top):
                send(top, "busy")
                try:
                    end = time.monotonic() + 0.1
                    while time.monotonic() < end:
                        pass
                    await receive()
                finally:
                    send(top, "finally")

            pid, ref = spawn_monitor(busy_for_a_while, self())
            await receive(timeout=30)
            exit_signal(pid, "x")
            print(is_alive(pid), await receive(str, timeout=30), (await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("False finally x\n");
  }

  @Test
  @DisplayName("D7: who is killed while it imports or logs leaves no lock behind")
  void killLeavesNoLibraryLocks() {
    String out =
        node.output(
            """
            import importlib
            import logging
            import time

            def imports(name):
                importlib.import_module(name)

            async def imports_too(name):
                importlib.import_module(name)

            def logs(top):
                send(top, "logs")
                while True:
                    logging.getLogger("silent").debug("x")
                    logging.getLogger("silent").handle(
                        logging.LogRecord("silent", 10, "", 1, "x", (), None))

            log = logging.getLogger("silent")
            log.addHandler(logging.NullHandler())
            log.propagate = False
            modules = ("http.cookies", "wave", "fileinput", "colorsys")
            for n, name in enumerate(modules):
                pid, ref = spawn_monitor(imports_too if n % 2 else imports, name)
                await sleep(0.005 * n)
                kill(pid)
                print((await receive(ref)).reason in ("killed", "normal"))
            for name in modules:
                ref = spawn_monitor(imports, name)[1]
                print((await receive(ref, timeout=30)).reason)
            for _ in range(10):
                pid, ref = spawn_monitor(logs, self())
                await receive(lambda m: m == "logs")
                kill(pid)
                await receive(ref)
            while system_info("zombie_threads")["zombie_threads"]:
                await sleep(0.005)
            log.error("still works")
            print("done")
            """);

    assertThat(out).isEqualTo("True\n".repeat(4) + "normal\n".repeat(4) + "done\n");
  }

  @Test
  @DisplayName("N11: a process that is killed while it prints neither repeats nor breaks a line")
  void aKillSparesSharedOutput() {
    String out =
        node.output(
            """
            import random

            def prints(top, n):
                send(top, "prints")
                i = 0
                while True:
                    print("line", n, i, flush=True)
                    i += 1

            seed = random.randrange(1 << 30)
            print("seed", seed)
            dice = random.Random(seed)
            for n in rounds(2_000):
                pid, ref = spawn_monitor(prints, self(), n)
                await receive(str)
                await sleep(dice.random() / 500)
                if dice.random() < 0.7:
                    kill(pid)
                else:
                    exit_signal(pid, "x")
                await receive(ref)
            while system_info("zombie_threads")["zombie_threads"]:
                await sleep(0.005)
            """);

    List<String> lines = out.lines().toList();
    assertThat(lines.getFirst()).matches("seed \\d+");
    assertThat(lines.subList(1, lines.size()))
        .as(lines.getFirst())
        .allMatch(line -> line.matches("line \\d+ \\d+"))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("N11: exit signals and kills at any moment of an import leave imports to the others")
  void endsSpareTheImportSystem(@TempDir Path folder) throws IOException {
    for (String name : List.of("first_small", "second_small")) {
      Files.writeString(folder.resolve(name + ".py"), "import token\n");
    }
    String out =
        node.output(
            "folder = '%s'%n".formatted(folder)
                + """
                import random
                import sys

                def one(name):
                    sys.modules.pop(name, None)
                    try:
                        __import__(name)
                    except KeyError:
                        pass  # another process has taken it out

                def imports(top):
                    send(top, "imports")
                    while True:
                        one("first_small")
                        one("second_small")

                def imports_once():
                    one("first_small")
                    one("second_small")

                sys.path.insert(0, folder)
                seed = random.randrange(1 << 30)
                print("seed", seed)
                dice = random.Random(seed)
                for _ in rounds(2_000):
                    pairs = [spawn_monitor(imports, self()) for _ in range(2)]
                    for _ in pairs:
                        await receive(str)
                    for pid, ref in pairs:
                        await sleep(dice.random() / 50)
                        if dice.random() < 0.5:
                            kill(pid)
                        else:
                            exit_signal(pid, "x")
                        await receive(ref)
                    down = await receive(spawn_monitor(imports_once)[1], timeout=30)
                    assert down.reason == "normal", down
                while system_info("zombie_threads")["zombie_threads"]:
                    await sleep(0.005)
                sys.path.remove(folder)
                """);

    assertThat(out).matches("seed \\d+\n");
  }

  @Test
  @DisplayName("N10: kill ends waits and loops in the library at once, without their 'finally'")
  void killEndsWaitsInTheLibrary() {
    String out =
        node.output(
            """
            import logging
            import queue
            import threading

            forever = threading.Event()
            thread = threading.Thread(target=forever.wait, daemon=True)
            thread.start()
            logger = logging.getLogger("silent")
            logger.addHandler(logging.NullHandler())
            logger.propagate = False

            def waits():
                threading.Event().wait()

            def gets():
                queue.Queue().get()

            def joins():
                thread.join()

            def logs():
                while True:
                    logger.error("x")

            caught = []

            def careful(top, body):
                send(top, "careful")
                try:
                    body()
                except BaseException as error:
                    caught.append(error)
                finally:
                    caught.append("finally")

            for body in (waits, gets, joins, logs) * 5:
                pid, ref = spawn_monitor(careful, self(), body)
                await receive(str)
                kill(pid)
                assert (await receive(ref)).reason == "killed"
                while system_info("zombie_threads")["zombie_threads"]:
                    await sleep(0.005)
            forever.set()
            print(caught)
            """);

    assertThat(out).isEqualTo("[]\n");
  }

  @Test
  @DisplayName("N11: a process that kills itself in a log handler leaves that to the others")
  void aKillInAPrimitiveLeavesNoLibraryLocks() {
    String out =
        node.output(
            """
            import logging

            current = self

            class Fatal(logging.Handler):
                def emit(self, record):
                    kill(current())

            logger = logging.getLogger("fatal")
            logger.addHandler(Fatal())
            logger.propagate = False

            def logs():
                logger.error("x")

            for _ in range(3):
                print((await receive(spawn_monitor(logs)[1], timeout=30)).reason)
            while system_info("zombie_threads")["zombie_threads"]:
                await sleep(0.005)
            """);

    assertThat(out).isEqualTo("killed\n".repeat(3));
  }

  @Test
  @DisplayName("N11: kill ends an import that never ends, when the time to unwind is over")
  void killEndsAnEndlessImport(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("endless.py"), "while True: pass\n");
    String out =
        node.output(
            "folder = '%s'%n".formatted(folder)
                + """
                import sys

                def imports(top):
                    send(top, "imports")
                    import endless

                sys.path.insert(0, folder)
                for _ in range(2):
                    pid, ref = spawn_monitor(imports, self())
                    await receive(str)
                    await sleep(0.02)
                    kill(pid)
                    print((await receive(ref)).reason)
                    while system_info("zombie_threads")["zombie_threads"]:
                        await sleep(0.005)
                sys.path.remove(folder)
                """);

    assertThat(out).isEqualTo("killed\nkilled\n");
  }

  @Test
  @DisplayName("N11: what is put into a shared queue is not lost on a process that was killed")
  void aKilledWaiterLosesNoNotification() {
    String out =
        node.output(
            """
            import queue
            import random

            shared = queue.Queue()

            def gets(top):
                send(top, "gets")
                while True:
                    shared.get()

            def gets_all(top):
                while True:
                    send(top, ("got", shared.get()))

            seed = random.randrange(1 << 30)
            print("seed", seed)
            dice = random.Random(seed)
            last = spawn(gets_all, self())
            for n in rounds(2_000):
                pids = [spawn(gets, self()) for _ in range(2)]
                for _ in pids:
                    await receive(str)
                await sleep(dice.random() / 250)
                shared.put("for anyone")
                for pid in pids:
                    kill(pid)
                shared.put(n)
                while shared.qsize():
                    await sleep(0)
            while system_info("zombie_threads")["zombie_threads"]:
                await sleep(0.005)
            shared.put("end")
            while await receive(timeout=30) != ("got", "end"):
                pass
            kill(last)
            """);

    assertThat(out).matches("seed \\d+\n");
  }

  @Test
  @DisplayName("M3, D7: a builtin that loops over a builtin iterator shares, and can be killed")
  void builtinLoopsArePreempted() {
    String out =
        node.output(
            """
            import collections
            import itertools

            for several in [], (), {}, "", range(1), zip(), {}.items():
                set(iter(several))  # a place that has seen many kinds takes another way

            BODIES = {
                "sum": lambda: sum(range(10**15)),
                "any": lambda: any(iter(int, 1)),
                "all": lambda: all(itertools.repeat(1)),
                "min": lambda: min(zip(itertools.count(), itertools.count())),
                "in": lambda: -1 in itertools.count(),
                "deque": lambda: collections.deque(itertools.count(), maxlen=0),
                "filter": lambda: next(filter(None, itertools.repeat(0))),
                "map": lambda: sum(map(int, itertools.repeat(0))),
                "set": lambda: set(itertools.repeat(0)),
            }

            async def loops(top, name):
                send(top, "loops")
                BODIES[name]()

            for name in BODIES:
                pid, ref = spawn_monitor(loops, self(), name)
                await receive(str)
                await sleep(0.01)
                kill(pid)
                print(name, (await receive(ref)).reason)
                while system_info("zombie_threads")["zombie_threads"]:
                    await sleep(0.005)
            """);

    assertThat(out.lines()).hasSize(9).allMatch(line -> line.endsWith(" killed"));
  }
}
