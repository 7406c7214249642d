package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpawnTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-A01: spawn returns at once, and the process lives")
  void spawnReturnsAtOnce() {
    String out =
        node.output(
            """
            async def worker():
                await receive()

            pid = spawn(worker)
            print(is_alive(pid), pid in processes())
            kill(pid)
            print(is_alive(pid))
            """);

    assertThat(out).isEqualTo("True True\nFalse\n");
  }

  @Test
  @DisplayName("T-A02, T-A11: an exception gives the reason Crashed with its traceback")
  void anExceptionIsACrash() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def broken_worker():
                raise ValueError("v")

            pid, ref = spawn_monitor(broken_worker)
            down = await receive(ref, timeout=30)
            print(down.target == pid, down.ref == ref, repr(down.reason))
            print("broken_worker" in down.reason.traceback, down.reason == Crashed("ValueError", "v"))
            """);

    assertThat(outcome.output()).isEqualTo("True True Crashed('ValueError', 'v')\nTrue True\n");
    assertThat(outcome.err()).contains("crashed: ValueError: v").contains("in broken_worker");
  }

  @Test
  @DisplayName("T-A03: a child that returns at once gives one EXIT normal, never noproc")
  void aLinkedChildThatReturnsAtOnceGivesOneExit() {
    String out =
        node.output(
            """
            async def child():
                pass

            trap_exit(True)
            reasons = set()
            for _ in range(1000):
                pid = spawn_link(child)
                reasons.add((await receive(lambda m: m.sender == pid, timeout=30)).reason)
            print(reasons, await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("{'normal'} empty\n");
  }

  @Test
  @DisplayName("T-A04: a monitored child that exits at once gives one DOWN with its reason")
  void aMonitoredChildThatExitsAtOnceGivesOneDown() {
    String out =
        node.output(
            """
            async def child():
                raise ProcessExit("boom")

            reasons = set()
            for _ in range(1000):
                pid, ref = spawn_monitor(child)
                reasons.add((await receive(ref, timeout=30)).reason)
            print(reasons, await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("{'boom'} empty\n");
  }

  @Test
  @DisplayName("T-A05: a parent that does not trap dies with its child's reason")
  void anUntrappingParentDiesWithItsChild() {
    String out =
        node.output(
            """
            async def child():
                raise ProcessExit("child broke")

            async def parent():
                spawn_link(child)
                await receive()

            pid, ref = spawn_monitor(parent)
            print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("child broke\n");
  }

  @Test
  @DisplayName("T-A06: with link and monitor come one EXIT and one DOWN")
  void linkAndMonitorBothFire() {
    String out =
        node.output(
            """
            async def child():
                raise ProcessExit("x")

            trap_exit(True)
            pid, ref = spawn_opt(child, link=True, monitor=True)
            print((await receive(Exit, timeout=30)) == Exit(pid, "x"))
            print((await receive(Down, timeout=30)) == Down(ref, pid, "x"))
            print(await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("True\nTrue\nempty\n");
  }

  @Test
  @DisplayName("T-A07: an unknown option is refused and nothing is created")
  void anUnknownOptionIsRefused() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            before = len(processes())
            for options in ({"colour": 1}, {"scheduler": 2}, {"max_messages": 0}, {"name": ""},
                            {"name": 5}):
                try:
                    spawn_opt(child, **options)
                except (TypeError, ValueError) as error:
                    print(type(error).__name__)
            print(len(processes()) - before)
            """);

    assertThat(out).isEqualTo("TypeError\nValueError\nValueError\nValueError\nTypeError\n0\n");
  }

  @Test
  @DisplayName("A5: options are in force before the process first runs")
  void optionsAreInForceAtTheStart() {
    String out =
        node.output(
            """
            async def child(parent, n, extra=None):
                info = process_info(self(), "registered_name", "label", "trap_exit", "links")
                send(parent, (n, extra, info["registered_name"], info["label"],
                              info["trap_exit"], info["links"] == [parent]))

            pid = spawn_opt(child, (self(), 1), {"extra": 2}, link=True, name="kid", label=("a", 3),
                            trap_exit=True)
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("(1, 2, 'kid', ('a', 3), True, True)\n");
  }

  @Test
  @DisplayName("A5: a taken name raises NameTaken and there is no process")
  void aTakenNameCreatesNoProcess() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            first = spawn_opt(child, name="kid")
            before = len(processes())
            try:
                spawn_opt(child, name="kid")
            except NameTaken as error:
                print(error)
            print(whereis("kid") == first, len(processes()) - before)
            kill(first)
            """);

    assertThat(out).isEqualTo("name 'kid' is taken\nTrue 0\n");
  }

  @Test
  @DisplayName("T-A08: a child inherits neither dictionary, name, trapping, links nor label")
  void aChildInheritsNothing() {
    String out =
        node.output(
            """
            async def child(parent):
                info = process_info(self(), "registered_name", "label", "trap_exit", "links", "parent")
                send(parent, (dict(process_dict()), info["registered_name"], info["label"],
                              info["trap_exit"], info["links"], info["parent"] == parent))

            async def parent(top):
                register("parent")
                set_label("label")
                trap_exit(True)
                process_dict()["k"] = 1
                link(top)
                spawn(child, self())
                send(top, await receive(timeout=30))

            trap_exit(True)
            spawn(parent, self())
            print(await receive(tuple, timeout=30))
            print((await receive(Exit, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("({}, None, None, False, [], True)\nnormal\n");
  }

  @Test
  @DisplayName("T-A09: what is sent right after spawn is received")
  void messagesRightAfterSpawnArrive() {
    String out =
        node.output(
            """
            async def child(parent):
                send(parent, await receive())

            for n in range(1000):
                send(spawn(child, self()), n)
            print(sorted([await receive(timeout=30) for _ in range(1000)]) == list(range(1000)))
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("T-A10, T-A12, T-A13: reasons of processes that end by themselves")
  void reasonsOfProcessesThatEndByThemselves() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def returns():
                return 42

            async def exits(reason):
                raise ProcessExit(reason)

            async def raises(error):
                raise error

            async def reason_of(fn, *args):
                pid, ref = spawn_monitor(fn, *args)
                return (await receive(ref, timeout=30)).reason

            print(repr(await reason_of(returns)))
            print(repr(await reason_of(exits, ("a", 1))))
            print(repr(await reason_of(exits, "kill")))
            print(repr(await reason_of(exits, Shutdown("done"))))
            print(repr(await reason_of(exits, Reason.SHUTDOWN)))
            print(repr(await reason_of(exits, None)))
            """);

    assertThat(outcome.output())
        .isEqualTo("'normal'\n('a', 1)\n'kill'\nShutdown(detail='done')\n'shutdown'\nNone\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  @DisplayName("T-A38 (N2, N5): SystemExit, StopIteration and GeneratorExit end the process only")
  void specialExceptionsEndTheProcessOnly() {
    String out =
        node.output(
            """
            async def raises(kind, *args):
                raise kind(*args)

            async def reason_of(fn, *args):
                pid, ref = spawn_monitor(fn, *args)
                return (await receive(ref, timeout=30)).reason

            print(repr(await reason_of(raises, SystemExit)))
            print(repr(await reason_of(raises, SystemExit, 0)))
            print(repr(await reason_of(raises, SystemExit, 3)))
            print((await reason_of(raises, StopIteration)).exc_type)
            print((await reason_of(raises, GeneratorExit)).exc_type)
            print((await reason_of(raises, KeyboardInterrupt)).exc_type)
            """);

    assertThat(out)
        .isEqualTo(
            """
            'normal'
            'normal'
            Shutdown(detail=('system_exit', 3))
            RuntimeError
            GeneratorExit
            KeyboardInterrupt
            """);
  }

  @Test
  @DisplayName("T-A13 (A16): a process that raises exit kill gives kill, which can be trapped")
  void aRaisedKillCanBeTrapped() {
    String out =
        node.output(
            """
            async def child():
                raise ProcessExit("kill")

            trap_exit(True)
            spawn_link(child)
            print((await receive(timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("kill\n");
  }

  @Test
  @DisplayName("T-A14 (A17): a process that catches its own exit lives on")
  void anExitOfItsOwnCanBeCaught() {
    String out =
        node.output(
            """
            async def child():
                try:
                    raise ProcessExit("x")
                except ProcessExit as exit:
                    send(await receive(), exit.reason)

            pid, ref = spawn_monitor(child)
            send(pid, self())
            print(await receive(str, timeout=30), (await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("x normal\n");
  }

  @Test
  @DisplayName("A13: 'except Exception' does not catch an exit")
  void exceptExceptionLetsExitsPass() {
    String out =
        node.output(
            """
            async def child():
                try:
                    raise ProcessExit("x")
                except Exception:
                    pass

            pid, ref = spawn_monitor(child)
            print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("x\n");
  }

  @Test
  @DisplayName("T-A22: all links and monitors hear the same reason")
  void everyObserverHearsTheSameReason() {
    String out =
        node.output(
            """
            async def child():
                await receive()
                raise ProcessExit(("broken", [1, 2]))

            async def observer(top, target):
                trap_exit(True)
                link(target)
                ref = monitor(target)
                send(top, "ready")
                reasons = [(await receive(timeout=30)).reason, (await receive(timeout=30)).reason]
                send(top, reasons)

            pid = spawn(child)
            for _ in range(3):
                spawn(observer, self(), pid)
            for _ in range(3):
                await receive(lambda m: m == "ready", timeout=30)
            send(pid, "go")
            print([await receive(list, timeout=30) for _ in range(3)]
                  == [[("broken", [1, 2])] * 2] * 3)
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("T-A27, T-A28: the process dictionary is private and keeps what an error left")
  void theProcessDictionaryIsPrivate() {
    String out =
        node.output(
            """
            async def child(top):
                mine = process_dict()
                values = [mine.get("k")]
                mine["k"] = 1
                try:
                    mine["k"] = 2
                    raise ValueError
                except ValueError:
                    pass
                values += [process_dict().get("k"), process_dict().pop("k"), process_dict().get("k")]
                send(top, values)

            process_dict()["k"] = "top"
            spawn(child, self())
            print(await receive(timeout=30), process_dict())
            """);

    assertThat(out).isEqualTo("[None, 2, 2, None] {'k': 'top'}\n");
  }

  @Test
  @DisplayName("T-A30, T-A31: a dead parent stays known, a label is seen until the end")
  void parentAndLabelAreSeen() {
    String out =
        node.output(
            """
            async def child(top):
                set_label(("job", 7))
                send(top, self())
                await receive()

            async def parent(top):
                spawn(child, top)

            first, ref = spawn_monitor(parent, self())
            pid = await receive(Pid, timeout=30)
            await receive(ref, timeout=30)
            print(process_info(pid, "parent", "label") == {"parent": first, "label": ("job", 7)})
            kill(pid)
            print(process_info(pid))
            """);

    assertThat(out).isEqualTo("True\nNone\n");
  }

  @Test
  @DisplayName("T-A32 (A19): only crashes are reported")
  void onlyCrashesAreReported() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def exits(reason):
                raise ProcessExit(reason)

            async def crashes():
                set_label("job 9")
                {}["missing"]

            for fn, *args in [(exits, "normal"), (exits, "shutdown"), (exits, Shutdown(1)), (crashes,)]:
                pid, ref = spawn_monitor(fn, *args)
                await receive(ref, timeout=30)
            """);

    outcome.output();
    assertThat(outcome.err().lines().filter(line -> line.startsWith("** ")))
        .singleElement()
        .asString()
        .matches("\\*\\* <0\\.\\d+\\.0> \"job 9\" crashed: KeyError: 'missing'");
  }

  @Test
  @DisplayName("A30: a pid is never used again, and a dead one swallows messages")
  void pidsAreNotUsedAgain() {
    String out =
        node.output(
            """
            async def child():
                pass

            pids = []
            for _ in range(2000):
                pid, ref = spawn_monitor(child)
                await receive(ref, timeout=30)
                pids.append(pid)
            print(len(set(pids)), pids == sorted(pids), send(pids[0], "x"), is_alive(pids[0]))
            """);

    assertThat(out).isEqualTo("2000 True x False\n");
  }

  @Test
  @DisplayName("A4: wrong arguments of the function end the new process, not the caller")
  void wrongArgumentsEndTheNewProcess() {
    String out =
        node.output(
            """
            async def child(a):
                pass

            def blocking_child(a):
                pass

            for fn in (child, blocking_child):
                pid, ref = spawn_monitor(fn)
                print((await receive(ref, timeout=30)).reason.exc_type)
            ref = monitor(spawn(child, 1, 2))
            down = await receive(ref, timeout=30)
            print(type(down).__name__)
            """);

    assertThat(out).isEqualTo("TypeError\nTypeError\nDown\n");
  }

  @Test
  @DisplayName("N.1: each process has its own contextvars, copied from its spawner's")
  void contextVariablesArePrivate() {
    String out =
        node.output(
            """
            import contextvars

            name = contextvars.ContextVar("name", default="nobody")

            async def child(top, own):
                before = name.get()
                name.set(own)
                await sleep(0.005)
                send(top, (before, name.get()))

            def blocking_child(top, own):
                before = name.get()
                name.set(own)
                sleep(0.005)
                send(top, (before, name.get()))

            async def grandparent(top):
                name.set("grandparent")
                spawn(child, top, "e")
                name.set("later")

            spawn(child, self(), "a")
            await yield_()
            name.set("top")
            for fn, own in ((child, "b"), (blocking_child, "c"), (child, "d")):
                spawn(fn, self(), own)
            spawn(grandparent, self())
            print(sorted([await receive() for _ in range(5)], key=lambda pair: pair[1]))
            print(name.get())
            """);

    assertThat(out)
        .isEqualTo(
            "[('nobody', 'a'), ('top', 'b'), ('top', 'c'), ('top', 'd'), ('grandparent', 'e')]\n"
                + "top\n");
  }

  @Test
  @DisplayName("N2, N4, A19: only what makes a process crash is reported")
  void whatIsNoCrashIsNotReported() {
    TestNode.Outcome outcome =
        node.run(
            """
            import sys

            def leaves(*args):
                sys.exit(*args)

            async def raises(kind, *args):
                raise kind(*args)

            async def reason_of(fn, *args):
                pid, ref = spawn_monitor(fn, *args)
                return (await receive(ref, timeout=30)).reason

            before = len(crash_log())
            for args in ((leaves,), (leaves, 3), (leaves, 2**70), (leaves, "text"),
                         (raises, SystemExit), (raises, ProcessExit, Crashed("E", "told")),
                         (raises, CallError, "noproc", "server")):
                print(repr(await reason_of(*args)))
            print(len(crash_log()) - before)
            print(repr(await reason_of(raises, KeyboardInterrupt)))
            """);

    assertThat(outcome.output())
        .isEqualTo(
            """
            'normal'
            Shutdown(detail=('system_exit', 3))
            Shutdown(detail=('system_exit', 1180591620717411303424))
            Shutdown(detail=('system_exit', 'text'))
            'normal'
            Crashed('E', 'told')
            ('noproc', ('call', 'server'))
            0
            Crashed('KeyboardInterrupt', '')
            """);
    assertThat(outcome.err()).containsOnlyOnce("**").contains("raises crashed: KeyboardInterrupt");
  }

  @Test
  @DisplayName(
      "N2: whatever an exception's class does, its process ends as crashed, and is reported")
  void crashesOfOddClassesAreReported() {
    TestNode.Outcome outcome =
        node.run(
            """
            class Meta(type):
                @property
                def __name__(cls):
                    raise ValueError("no name")

            class Nameless(Exception, metaclass=Meta):
                pass

            class Traceless(Exception):
                @property
                def __traceback__(self):
                    raise KeyError("trace")

            async def raises(kind):
                raise kind("odd")

            def blocks(kind):
                raise kind("odd")

            for fn in (raises, blocks):
                for kind in (Nameless, Traceless):
                    pid, ref = spawn_monitor(fn, kind)
                    print(repr((await receive(ref, timeout=30)).reason))
            print([(cause["type"], cause["count"]) for cause in crash_log()])
            """);

    assertThat(outcome.output())
        .isEqualTo(
            """
            Crashed('Nameless', 'odd')
            Crashed('Traceless', 'odd')
            Crashed('Nameless', 'odd')
            Crashed('Traceless', 'odd')
            [('Nameless', 1), ('Traceless', 1), ('Nameless', 1), ('Traceless', 1)]
            """);
    assertThat(outcome.err())
        .contains("raises crashed: Nameless: odd")
        .contains("blocks crashed: Traceless: odd");
  }

  @Test
  @DisplayName("N2: a reason that cannot be had is the reason error, and one line says why")
  void aReasonThatCannotBeHad() {
    TestNode.Outcome outcome =
        node.run(
            """
            import sys

            class Reasonless(ProcessExit):
                reason = property(lambda self: 1 / 0, lambda self, value: None)

            async def generates():
                raise ProcessExit((i for i in []))

            def leaves():
                sys.exit((i for i in []))

            async def hides():
                raise Reasonless()

            for fn in (generates, leaves, hides):
                pid, ref = spawn_monitor(fn)
                print((await receive(ref, timeout=30)).reason)
            """);

    String ended = " ended with the reason \"error\", since its own could not be made: ";
    assertThat(outcome.output()).isEqualTo("error\nerror\nerror\n");
    assertThat(outcome.err().lines().map(line -> line.replaceAll("<.*?> | \\(message.*", "")))
        .containsExactly(
            "** generates" + ended + "TypeError: cannot copy a generator",
            "** leaves" + ended + "TypeError: cannot copy a generator",
            "** hides" + ended + "ZeroDivisionError: division by zero");
  }
}
