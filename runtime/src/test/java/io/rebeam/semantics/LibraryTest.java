package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library as Python sees it: its values, and what it does to the libraries of others. */
class LibraryTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("design 5: Exit, Down, TimerFired and reasons are frozen dataclasses")
  void messagesAreFrozenDataclasses() {
    String out =
        node.output(
            """
            import copy
            import dataclasses
            import pickle

            for kind in (Exit, Down, TaggedDown, TimerFired, Shutdown, Crashed):
                assert dataclasses.is_dataclass(kind), kind
                names = tuple(field.name for field in dataclasses.fields(kind))
                assert names == kind.__match_args__, names
                print(kind.__name__, *names)
            first = Down(alias(), "server", ("why", 1))
            print(first.kind, first == Down(first.ref, "server", ("why", 1)), first != 5)
            print(hash(first) == hash(dataclasses.replace(first)), first in {first})
            other = dataclasses.replace(first, reason="other")
            print(other.reason, other == first, dataclasses.astuple(Shutdown([1])))
            for change in ("first.reason = 1", "del first.reason", "first.more = 1"):
                try:
                    exec(change)
                except dataclasses.FrozenInstanceError as error:
                    print(error)
            same = copy.deepcopy(Exit(None, [1]))
            print(same, same == Exit(None, [1]), pickle.loads(pickle.dumps(Shutdown(3))))
            match Exit(None, Shutdown("x")):
                case Exit(None, Shutdown(detail)):
                    print(detail)
            try:
                Exit(1)
            except TypeError as error:
                print("TypeError")
            unalias(first.ref)
            """);

    assertThat(out)
        .isEqualTo(
            """
            Exit sender reason
            Down ref target reason kind
            TaggedDown tag ref target reason
            TimerFired ref message
            Shutdown detail
            Crashed exc_type message traceback
            process True True
            True True
            other False ([1],)
            cannot assign to field 'reason'
            cannot delete field 'reason'
            cannot assign to field 'more'
            Exit(sender=None, reason=[1]) True Shutdown(detail=3)
            x
            TypeError
            """);
  }

  @Test
  @DisplayName("D5: what Down, Exit and the like hold is copied")
  void messagesOfTheRuntimeAreCopied() {
    String out =
        node.output(
            """
            inside = [1]
            send(self(), Exit(None, inside))
            send(self(), Shutdown("atomic"))
            got = await receive(Exit)
            print(got == Exit(None, [1]), got.reason is inside)
            print(await receive(Shutdown))
            """);

    assertThat(out).isEqualTo("True False\nShutdown(detail='atomic')\n");
  }

  @Test
  @DisplayName("N11: no process's thread is the main thread of threading")
  void theMainThreadIsNoProcess() {
    String out =
        node.output(
            """
            import threading

            def where():
                print(threading.current_thread() is threading.main_thread())

            where()
            ref = spawn_monitor(where)[1]
            print((await receive(ref, timeout=30)).reason, threading.main_thread().name)
            """);

    assertThat(out).isEqualTo("False\nFalse\nnormal MainThread\n");
  }

  @Test
  @DisplayName("a program's own handlers of 'rebeam.crash' come after the default one")
  void loggingIsTiedInWhenImported() {
    TestNode.Outcome outcome =
        node.run(
            """
            import logging

            class Mine(logging.Handler):
                def emit(self, record):
                    print("mine", record.report["text"].splitlines()[0])
                    seen.append(record.report["pid"])

            seen = []

            async def crashes():
                raise ValueError("seen")

            log = logging.getLogger("rebeam.crash")
            print(len(log.handlers), log.propagate)
            mine = Mine()
            log.addHandler(mine)
            pid = spawn(crashes)
            while pid not in seen:
                await sleep(0.01)
            log.removeHandler(mine)
            """);

    assertThat(outcome.output()).isEqualTo("1 False\nmine ValueError: seen\n");
    assertThat(outcome.err()).contains("crashes crashed: ValueError: seen");
  }

  @ParameterizedTest
  @DisplayName("what a program does to logging or sys.stderr does not hide crash reports")
  @CsvSource(
      delimiter = '|',
      value = {
        "KeyError | logging.config.dictConfig({'version': 1}) | enable()",
        "IndexError | logging.disable() | logging.disable(logging.NOTSET)",
        "OSError | sys.stderr = open(os.devnull); sys.stderr.close() | sys.stderr = sys.__stderr__",
        "EOFError | sys.stderr = None | sys.stderr = sys.__stderr__",
        "NameError | log.addFilter(fails) | log.filters.clear()",
      })
  void reportsDoNotDependOnLogging(String error, String change, String restore) {
    String imports =
        """
        import logging, logging.config, os, sys

        log = logging.getLogger('rebeam.crash')

        def enable():
            for name in logging.root.manager.loggerDict:
                logging.getLogger(name).disabled = False

        """;
    try {
      node.output(
          imports
              + """
              def fails(record):
                  raise RuntimeError

              async def crashes():
                  raise %s("hidden")

              %s
              pid, ref = spawn_monitor(crashes)
              await receive(ref, timeout=30)
              """
                  .formatted(error, change));

      node.expectError("crashes crashed: " + error);
    } finally {
      node.output(imports + restore + "\n");
    }
  }

  @Test
  @DisplayName("a metaclass may change the class of the class that it makes")
  void metaclassAssignsClass() {
    String out =
        node.output(
            """
            class Sentinel(type):
                def __new__(cls, name, bases, namespace):
                    made = super().__new__(cls, name, bases, namespace)
                    made.__class__ = made
                    return made

            class NEED_DATA(Sentinel, metaclass=Sentinel):
                pass

            print(type(NEED_DATA) is NEED_DATA)
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("open takes its arguments by place and by name, and refuses others")
  void openTakesNames() {
    String out =
        node.output(
            """
            import os, tempfile

            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "a.txt")
                with open(file=path, mode="w", encoding="utf-8", newline="\\n") as file:
                    file.write("é\\n")
                with open(path, encoding="utf-8") as file:
                    print(file.read().strip())
                with open(path, "rb", buffering=0) as file:
                    print(file.read())
                try:
                    open(path, encodings="utf-8")
                except TypeError as error:
                    print("encodings" in str(error))
            """);

    assertThat(out).isEqualTo("é\nb'\\xc3\\xa9\\n'\nTrue\n");
  }

  @Test
  @DisplayName("time zones are looked for where CPython looks for them")
  void timeZonesAreFound() {
    String out =
        node.output(
            """
            import os, sysconfig, zoneinfo

            os.environ.pop("PYTHONTZPATH", None)
            zoneinfo.reset_tzpath()
            print(*zoneinfo.TZPATH)
            print(sysconfig.get_config_var("TZPATH") == os.pathsep.join(zoneinfo.TZPATH))
            """);

    assertThat(out)
        .isEqualTo(
            """
            /usr/share/zoneinfo /usr/lib/zoneinfo /usr/share/lib/zoneinfo /etc/zoneinfo
            True
            """);
  }

  @Test
  @DisplayName("sys.flags tells of no option that was not given")
  void flagsAreThoseOfTheProgram() {
    String out =
        node.output(
            """
            import sys

            print([name for name in ("debug", "inspect", "interactive", "optimize", "verbose",
                "bytes_warning", "quiet", "isolated", "dev_mode", "safe_path", "no_site",
                "no_user_site", "ignore_environment") if getattr(sys.flags, name)])
            """);

    assertThat(out).isEqualTo("[]\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("a file that tells no size is read to its end")
  void filesWithoutSize() {
    String out =
        node.output(
            """
            import os, pathlib, shutil, tempfile

            path = "/proc/self/status"
            with open(path) as text, open(path, "rb") as binary, open(path, "rb", 0) as raw:
                print(text.readline().split()[0], binary.read()[:5], raw.read(5), raw.readall()[:1])
                print(sum(1 for line in text) > 10, text.read() == "", binary.read(), raw.read(5))
            file = os.open(path, os.O_RDONLY)
            print(os.read(file, 5), len(os.read(file, 10**9)) > 100, os.read(file, 10**9))
            os.close(file)
            print(pathlib.Path(path).read_text()[:5], pathlib.Path(path).read_bytes()[:5])
            with open("/dev/zero", "rb") as zero:
                print(len(zero.read(100_000)))
            with tempfile.TemporaryDirectory() as folder:
                print(os.path.getsize(shutil.copyfile(path, os.path.join(folder, "copy"))) > 100)
                with open(os.path.join(folder, "new"), "w+b") as file:
                    file.seek(10)  # past the end
                    print(file.read(), file.read(1))
            """);

    assertThat(out)
        .isEqualTo(
            """
            Name: b'Name:' b'Name:' b'\\t'
            True True b'' b''
            b'Name:' True b''
            Name: b'Name:'
            100000
            True
            b'' b''
            """);
  }

  @Test
  @DisplayName("An error of rebeam can be sent, with what it knows")
  void errorsAreCopied() {
    String out =
        node.output(
            """
            async def boom():
                raise ValueError("boom")

            async with TaskSupervisor() as tasks:
                [failed] = [found async for found in tasks.stream_nolink(lambda n: 1 / 0, [1])]
                outcome = await poll_many([await tasks.spawn_nolink(boom)], timeout=30)
            for error in (
                CallTimeout("timeout", "server"), ServerExit("why", self()), StartError(("no", 1)),
                AlreadyStarted(self()), AlreadyRegistered("key", self()), SupervisorError("r", "text"),
                CallerError(KeyError(1)), NotRegistered("text"), failed, *outcome,
            ):
                send(self(), error)
                copy = await receive()
                same = type(copy) is type(error) and str(copy) == str(error)
                known = [name for name in vars(error) if name not in ("dest", "exception")]
                print(type(copy).__name__, same, all(vars(copy)[n] == vars(error)[n] for n in known))
            """);

    assertThat(out)
        .isEqualTo(
            """
            CallTimeout True True
            ServerExit True True
            StartError True True
            AlreadyStarted True True
            AlreadyRegistered True True
            SupervisorError True True
            CallerError True True
            NotRegistered True True
            TaskExit True True
            TaskExit True True
            """);
  }

  @Test
  @DisplayName("A module whose import ends by a kill is imported anew by those who wait for it")
  void importThatIsKilled() {
    String out =
        node.output(
            """
            import builtins, pathlib, sys, tempfile, threading

            async def imports(top, name):
                send(top, name)
                import gated_by_test
                send(top, gated_by_test.value)

            GATED = 'begun_of_test.set()\\ngate_of_test.wait()\\nvalue = 42\\n'
            begun = builtins.begun_of_test = threading.Event()
            gate = builtins.gate_of_test = threading.Event()
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "gated_by_test.py").write_text(GATED)
                sys.path.insert(0, folder)
                first, ref = spawn_monitor(imports, self(), "first")
                print(await receive(timeout=60))
                while not begun.is_set():
                    await sleep(0.001)
                begun.clear()
                second = spawn(imports, self(), "second")
                print(await receive(timeout=60))
                while "import gated_by_test" not in str(bt(second)):
                    await sleep(0.001)
                kill(first)
                print((await receive(ref, timeout=60)).reason)
                while not begun.is_set() and is_alive(second):
                    await sleep(0.001)
                gate.set()
                print(await receive(timeout=30))
                sys.path.remove(folder)
            """);

    assertThat(out).isEqualTo("first\nsecond\nkilled\n42\n");
  }
}
