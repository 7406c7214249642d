package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exit signals: the table C.3 from Python, unwinding, kill. */
class ExitTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-C15 to T-C20: the table of exit signals")
  void theTableOfExitSignals() {
    String out =
        node.output(
            """
            async def ends(reason):
                await receive(lambda m: m == "go")
                raise ProcessExit(reason)

            async def victim(top, trapping, way, reason):
                trap_exit(trapping)
                if way == "link":
                    peer = spawn_link(ends, reason)
                    send(peer, "go")
                elif way == "self":
                    exit_signal(self(), reason)
                else:
                    send(top, ("hit", self()))
                match await receive(timeout=0.1 if reason == "normal" and not trapping else 5,
                                    default=None):
                    case Exit(_, what):
                        send(top, ("M", what))
                    case None:
                        send(top, ("-", None))

            def show(reason):
                return reason.message if isinstance(reason, Crashed) else str(reason)

            async def outcome(trapping, way, reason):
                pid, ref = spawn_monitor(victim, self(), trapping, way, reason)
                if way == "exit2":
                    hit = await receive(tuple, timeout=30)
                    exit_signal(hit[1], reason)
                first = await receive(timeout=30)
                if type(first) is Down:
                    return show(first.reason)
                await receive(ref, timeout=30)
                return "M" if first == ("M", reason) else first[0]

            for reason in ("normal", "kill", "killed", "shutdown", Shutdown("t"), "boom", ("tup", 1),
                           Crashed("E", "crash"), "noproc", "noconnection"):
                row = [await outcome(trapping, way, reason)
                       for way in ("link", "exit2", "self") for trapping in (False, True)]
                print(show(reason), *row, sep=" | ")
            """);

    assertThat(out)
        .isEqualTo(
            """
            normal | - | M | - | M | normal | M
            kill | kill | M | killed | killed | killed | killed
            killed | killed | M | killed | M | killed | M
            shutdown | shutdown | M | shutdown | M | shutdown | M
            Shutdown(detail='t') | Shutdown(detail='t') | M | Shutdown(detail='t') | M | Shutdown(detail='t') | M
            boom | boom | M | boom | M | boom | M
            ('tup', 1) | ('tup', 1) | M | ('tup', 1) | M | ('tup', 1) | M
            crash | crash | M | crash | M | crash | M
            noproc | noproc | M | noproc | M | noproc | M
            noconnection | noconnection | M | noconnection | M | noconnection | M
            """);
  }

  @Test
  @DisplayName("T-A15, T-C24 (C15): an exit signal to oneself cannot be caught")
  void anExitSignalToOneselfCannotBeCaught() {
    String out =
        node.output(
            """
            async def child(top, reason):
                try:
                    exit_signal(self(), reason)
                    send(top, "after")
                except BaseException as error:
                    send(top, type(error).__name__)
                await receive()
                send(top, "lives")

            for reason in ("x", "normal"):
                pid, ref = spawn_monitor(child, self(), reason)
                print(await receive(str, timeout=30), (await receive(ref, timeout=30)).reason)
            print(await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("ProcessExit x\nProcessExit normal\nempty\n");
  }

  @Test
  @DisplayName("T-A16 (N10): kill of oneself runs no code any more, finally neither")
  void killOfOneselfRunsNothing() {
    String out =
        node.output(
            """
            import gc, weakref
            ran = []
            frames = []

            class Local:
                pass

            async def child():
                local = Local()
                frames.append(weakref.ref(local))
                try:
                    kill(self())
                    ran.append("after")
                finally:
                    ran.append("finally")

            pid, ref = spawn_monitor(child)
            print((await receive(ref, timeout=30)).reason)
            while frames[0]() is not None:  # no code runs in a frame that is gone
                gc.collect()
                await sleep(0.001)
            print(ran)
            """);

    assertThat(out).isEqualTo("killed\n[]\n");
  }

  @Test
  @DisplayName("T-A17 (N6): finally runs once at shutdown, before the DOWN")
  void finallyRunsAtShutdown() {
    String out =
        node.output(
            """
            ran = []

            class Resource:
                async def __aenter__(self):
                    return self
                async def __aexit__(self, kind, error, traceback):
                    ran.append((kind.__name__, error.reason))

            async def child():
                try:
                    async with Resource():
                        await receive()
                finally:
                    ran.append("finally")

            pid, ref = spawn_monitor(child)
            await yield_()
            exit_signal(pid, "shutdown")
            print((await receive(ref, timeout=30)).reason, ran)
            """);

    assertThat(out).isEqualTo("shutdown [('ProcessExit', 'shutdown'), 'finally']\n");
  }

  @Test
  @DisplayName("T-C16 (N10): kill of a waiting process runs no finally")
  void killRunsNoFinally() {
    String out =
        node.output(
            """
            import gc, weakref
            ran = []
            frames = []

            class Local:
                pass

            async def child():
                local = Local()
                frames.append(weakref.ref(local))
                try:
                    await receive()
                finally:
                    ran.append("finally")

            pid, ref = spawn_monitor(child)
            while not frames:
                await yield_()
            kill(pid)
            print(is_alive(pid), (await receive(ref, timeout=30)).reason)
            while frames[0]() is not None:  # no code runs in a frame that is gone
                gc.collect()
                await sleep(0.001)
            print(ran)
            """);

    assertThat(out).isEqualTo("False killed\n[]\n");
  }

  @Test
  @DisplayName("N6: an exit signal is noticed by all code around the wait, and by no other")
  void allCodeAroundTheWaitNotices() {
    String out =
        node.output(
            """
            import contextlib, types

            noticed = []

            class Noting:
                def __enter__(self): pass
                def __exit__(self, *error): noticed.append("with")
                async def __aenter__(self): pass
                async def __aexit__(self, *error): noticed.append("async with")

            class Iterator:
                def __await__(self): return self
                def __iter__(self): return self
                def __next__(self): return None
                def throw(self, *error):
                    noticed.append("throw")
                    raise error[0]

            class Awaitable:
                def __await__(self):
                    try:
                        while True:
                            yield
                    finally:
                        noticed.append("__await__")

            @types.coroutine
            def generator():
                try:
                    while True:
                        yield
                finally:
                    noticed.append("generator")

            async def plain():
                await receive()

            async def inner_finally():
                try:
                    await receive()
                finally:
                    noticed.append("inner finally")

            async def items():
                try:
                    yield await receive()
                finally:
                    noticed.append("async generator")

            async def outer():
                try:
                    await plain()
                except ProcessExit:
                    noticed.append("outer except")
                    raise

            async def deep():
                await inner_finally()

            async def in_with():
                with Noting():
                    await receive(timeout=60)

            async def in_async_with():
                async with Noting():
                    await plain()

            async def in_handler():
                try:
                    1 / 0
                except ZeroDivisionError:
                    try:
                        await receive()
                    finally:
                        noticed.append("in handler")

            async def in_finally():
                try:
                    pass
                finally:
                    await receive()
                    noticed.append("never")

            async def behind():
                try:
                    noticed.append("before")
                except BaseException:
                    noticed.append("never")
                await receive()

            async def in_loop():
                for n in range(3):
                    while True:
                        try:
                            await (yield_() if n == 0 else sleep(60))
                            break
                        finally:
                            noticed.append(f"loop {n}")

            async def in_async_for():
                async for item in items():
                    pass

            async def with_callback():
                with contextlib.ExitStack() as stack:
                    stack.callback(noticed.append, "callback")
                    await plain()

            begun = []  # by who does not wait, but yields

            async def with_generator():
                begun.append(with_generator)
                await generator()

            async def with_awaitable():
                begun.append(with_awaitable)
                await Awaitable()

            async def with_iterator():
                begun.append(with_iterator)
                await Iterator()

            for fn in (plain, inner_finally, outer, deep, in_with, in_async_with, in_handler,
                       in_finally, behind, in_loop, in_async_for, with_callback, with_generator,
                       with_awaitable, with_iterator):
                pid, ref = spawn_monitor(fn)
                while process_info(pid, "status")["status"] != "waiting" and fn not in begun:
                    await yield_()
                exit_signal(pid, "bye")
                print(fn.__name__, (await receive(ref)).reason, noticed)
                noticed.clear()
            for _ in range(1_000):  # until one has not begun, for another carrier may be about
                noticed.clear()
                pid, ref = spawn_monitor(outer)
                exit_signal(pid, "early")
                reason = (await receive(ref)).reason
                if not noticed:
                    break
            print("unstarted", reason, noticed)
            """);

    assertThat(out)
        .isEqualTo(
            """
            plain bye []
            inner_finally bye ['inner finally']
            outer bye ['outer except']
            deep bye ['inner finally']
            in_with bye ['with']
            in_async_with bye ['async with']
            in_handler bye ['in handler']
            in_finally bye []
            behind bye ['before']
            in_loop bye ['loop 0', 'loop 1']
            in_async_for bye ['async generator']
            with_callback bye ['callback']
            with_generator bye ['generator']
            with_awaitable bye ['__await__']
            with_iterator bye ['throw']
            unstarted early []
            """);
  }

  @Test
  @DisplayName("T-A18, T-A20 (N7, N8): a process that swallows its exit cannot wait any more")
  void aSwallowedExitEndsTheProcessAllTheSame() {
    String out =
        node.output(
            """
            tries = []

            async def stubborn():
                while len(tries) < 5:
                    try:
                        await receive()
                    except BaseException as error:
                        tries.append(type(error).__name__)

            async def cleaning():
                try:
                    await receive()
                finally:
                    try:
                        await receive(timeout=60)
                    except ProcessExit as again:
                        tries.append("again " + again.reason)

            for fn in (stubborn, cleaning):
                pid, ref = spawn_monitor(fn)
                await yield_()
                exit_signal(pid, "x")
                print((await receive(ref, timeout=30)).reason, tries)
                tries.clear()
            """);

    assertThat(out)
        .isEqualTo(
            "x ['ProcessExit', 'ProcessExit', 'ProcessExit', 'ProcessExit', 'ProcessExit']\n"
                + "x ['again x']\n");
  }

  @Test
  @DisplayName("T-A19 (N8): what finally raises or returns does not change the reason")
  void finallyDoesNotChangeTheReason() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def raising():
                try:
                    await receive()
                finally:
                    raise ValueError("in finally")

            async def returning():
                try:
                    await receive()
                except BaseException:
                    return 42

            for fn in (raising, returning):
                pid, ref = spawn_monitor(fn)
                await yield_()
                exit_signal(pid, "x")
                print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(outcome.output()).isEqualTo("x\nx\n");
  }

  @Test
  @DisplayName("T-A23 (A25): a killed process is dead for its killer at once")
  void aKilledProcessIsDeadAtOnce() {
    String out =
        node.output(
            """
            async def waits():
                await receive()

            async def named():
                register("victim")
                await receive()

            alive = 0
            for _ in rounds(10_000):
                pid = spawn(waits)
                exit_signal(pid, "kill")
                alive += is_alive(pid)
            for _ in rounds(1_000):
                pid = spawn(named)
                while whereis("victim") is None:
                    await yield_()
                kill(pid)
                alive += is_alive(pid) + (whereis("victim") is not None)
            print(alive)
            """);

    assertThat(out).isEqualTo("0\n");
  }

  @Test
  @DisplayName("T-A24: a process is alive for itself; is_alive takes pids only")
  void aProcessIsAliveForItself() {
    String out =
        node.output(
            """
            print(is_alive(self()))
            try:
                is_alive("name")
            except TypeError as error:
                print(error)

            async def unwinds():
                try:
                    await receive()
                finally:
                    print(is_alive(self()), process_info(self(), "trap_exit"))

            pid, ref = spawn_monitor(unwinds)
            while process_info(pid, "status")["status"] != "waiting":
                await yield_()
            exit_signal(pid, "bye")
            print((await receive(ref)).reason)
            """);

    assertThat(out)
        .isEqualTo(
            """
            True
            is_alive needs a pid, not 'name'; look a name up with whereis(name)
            True {'trap_exit': False}
            bye
            """);
  }

  @Test
  @DisplayName("T-A21: of two exit signals at once one wins, the same for all observers")
  void oneOfTwoExitSignalsWins() {
    String out =
        node.output(
            """
            async def waits():
                await receive()

            async def shooter(target, reason):
                exit_signal(target, reason)

            trap_exit(True)
            wrong = 0
            for _ in rounds(1_000):
                pid, ref = spawn_opt(waits, link=True, monitor=True)
                spawn(shooter, pid, "a")
                spawn(shooter, pid, "b")
                reasons = {(await receive(Exit, timeout=30)).reason, (await receive(ref, timeout=30)).reason}
                wrong += reasons not in ({"a"}, {"b"})
            print(wrong)
            """);

    assertThat(out).isEqualTo("0\n");
  }

  @Test
  @DisplayName("T-C31, T-I01: trap_exit returns the old value; queued EXITs stay")
  void trapExitReturnsTheOldValue() {
    String out =
        node.output(
            """
            async def child():
                raise ProcessExit("x")

            print(trap_exit(True), trap_exit(True))
            pid, ref = spawn_opt(child, link=True, monitor=True)
            await receive(ref, timeout=30)
            print(trap_exit(False), trap_exit(False))
            print(await receive(timeout=0) == Exit(pid, "x"))
            """);

    assertThat(out).isEqualTo("False True\nTrue False\nTrue\n");
  }

  @Test
  @DisplayName("T-C25 (C15): a trapped exit signal to oneself is in the mailbox at once")
  void aTrappedExitToOneselfIsThereAtOnce() {
    String out =
        node.output(
            """
            trap_exit(True)
            exit_signal(self(), "x")
            print(await receive(timeout=0) == Exit(self(), "x"))
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("T-C26 (C13): exit_signal is silent for the dead and refuses what is no pid")
  void exitSignalsToTheDeadAreSilent() {
    String out =
        node.output(
            """
            async def child():
                pass

            pid, ref = spawn_monitor(child)
            await receive(ref, timeout=30)
            print(exit_signal(pid, "x"), kill(pid))
            for bad in ("name", 5, None):
                try:
                    exit_signal(bad, "x")
                except TypeError:
                    print("TypeError")
            """);

    assertThat(out).isEqualTo("None None\nTypeError\nTypeError\nTypeError\n");
  }

  @Test
  @DisplayName("T-B07 (B6): an exit signal ends a wait with a timeout at once")
  void anExitSignalEndsAWait() {
    String out =
        node.output(
            """
            HOUR = 3600

            async def waits(top, fn):
                send(top, "waits")
                await fn()

            for fn in (lambda: receive(timeout=HOUR), lambda: sleep(HOUR), lambda: receive(str)):
                pid, ref = spawn_monitor(waits, self(), fn)
                await receive(str, timeout=30)
                exit_signal(pid, "x")
                print((await receive(ref, timeout=60)).reason)  # else TimeoutError
            """);

    assertThat(out).isEqualTo("x\nx\nx\n");
  }

  @Test
  @DisplayName("N7: an exit signal from another thread lets a process unwind, wherever it is")
  void exitSignalsUnwindWhereverTheProcessIs() {
    String out =
        node.output(
            """
            import asyncio, types
            @types.coroutine
            def turn():
                yield
            awaits = (lambda: asyncio.sleep(0), yield_, turn, lambda: receive(timeout=0, default=0))

            async def loops(top, again):
                send(top, "started")
                try:
                    while True:
                        await again()
                finally:
                    send(top, "unwound")

            def ender(pid):
                exit_signal(pid, "bye")

            for n in rounds(800):
                pid, ref = spawn_monitor(loops, self(), awaits[n % len(awaits)])
                await receive(timeout=30)
                spawn(ender, pid)
                reason = (await receive(ref, timeout=30)).reason
                if (reason, await receive(timeout=0, default=None)) != ("bye", "unwound"):
                    print("lost in round", n)
            """);

    assertThat(out).isEmpty();
  }

  @Test
  @DisplayName("T-C14: kill passes along a chain of links as killed")
  void aChainIsKilled() {
    String out =
        node.output(
            """
            async def chained(top, length):
                if length > 1:
                    spawn_link(chained, top, length - 1)
                else:
                    send(top, self())
                await receive()

            trap_exit(True)
            for length in (1, 2, 9, 10, 500):
                head = spawn_link(chained, self(), length)
                tail = await receive(Pid, timeout=30)
                kill(tail)
                print((await receive(Exit, timeout=30)) == Exit(head, "killed"))
            """);

    assertThat(out).isEqualTo("True\nTrue\nTrue\nTrue\nTrue\n");
  }

  @Test
  @DisplayName("T-C35: a parent that crashes takes its thousand children along")
  void aThousandChildrenDieWithTheirParent() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def child():
                await receive()

            async def parent(top):
                send(top, [spawn_link(child) for _ in range(1000)])
                await receive()
                raise ProcessExit("gone")

            pid = spawn(parent, self())
            children = await receive(list, timeout=30)
            refs = [monitor(one) for one in children]
            send(pid, "go")
            print({(await receive(ref, timeout=30)).reason for ref in refs})
            """);

    assertThat(outcome.output()).isEqualTo("{'gone'}\n");
  }

  @Test
  @DisplayName("N21: the evaluator of a program that exits dies with that reason")
  void theProgramItselfCanExit() {
    TestNode.Outcome outcome = node.run("raise ProcessExit('over')");

    assertThat(outcome.result().toString()).contains("EvaluatorDied").contains("reason=over");
  }
}
