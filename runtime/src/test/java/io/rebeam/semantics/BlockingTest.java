package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that are plain functions, on threads of their own, and run_blocking. */
class BlockingTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("N11: in a plain function receive, sleep and yield_ block and return values")
  void aPlainFunctionIsAProcess() {
    String out =
        node.output(
            """
            def server(top):
                register("server")
                sleep(0.01)
                yield_()
                send(top, ("ready", self() == whereis("server")))
                while (message := receive(timeout=30)) != "stop":
                    send(top, message * 2)
                try:
                    receive(int, timeout=0.01)
                except ReceiveTimeout:
                    send(top, receive(timeout=0.01, default="none"))
                return 42

            pid, ref = spawn_monitor(server, self())
            print(await receive(timeout=30))
            send("server", 21)
            print(await receive(timeout=30))
            send(pid, "stop")
            print(await receive(timeout=30), (await receive(ref, timeout=30)).reason, whereis("server"))
            """);

    assertThat(out).isEqualTo("('ready', True)\n42\nnone normal None\n");
  }

  @Test
  @DisplayName("N11: links, monitors, trapping and aliases work in a plain function")
  void relationsWorkInAPlainFunction() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def dies(reason):
                raise ProcessExit(reason)

            def watcher(top):
                trap_exit(True)
                spawn_link(dies, "one")
                first = receive(Exit, timeout=30).reason
                pid, ref = spawn_monitor(dies, "two")
                second = receive(ref, timeout=30).reason
                name = alias()
                send(name, "three")
                send(top, (first, second, receive(timeout=0)))

            def crashes():
                raise ValueError("in a thread")

            spawn(watcher, self())
            print(await receive(timeout=30))
            pid, ref = spawn_monitor(crashes)
            print((await receive(ref, timeout=30)).reason == Crashed("ValueError", "in a thread"))
            """);

    assertThat(outcome.output()).isEqualTo("('one', 'two', 'three')\nTrue\n");
    assertThat(outcome.err()).contains("crashes crashed: ValueError: in a thread");
  }

  @Test
  @DisplayName("T-A37 (N11, C27): a process in a native sleep is dead at once for others")
  void aSleepingThreadIsDeadAtOnce() {
    String out =
        node.output(
            """
            import time

            def sleeper(top):
                send(top, "asleep")
                time.sleep(1000)
                send(top, "zombie")

            for end in (kill, lambda pid: exit_signal(pid, "x")):
                pid, ref = spawn_monitor(sleeper, self())
                await receive(lambda m: m == "asleep", timeout=30)
                end(pid)
                print(is_alive(pid), (await receive(ref, timeout=60)).reason)
            while system_info("zombie_threads")["zombie_threads"]:
                await sleep(0.005)
            print(await receive(timeout=0, default="no zombie"))
            """);

    assertThat(out).isEqualTo("False killed\nFalse x\nno zombie\n");
  }

  @Test
  @DisplayName(
      "N11, A20: a process that has ended spawns nothing more, though its thread still runs")
  void theDeadHaveNoEffect() {
    String out =
        node.output(
            """
            async def nothing():
                pass

            def breeds(top):
                send(top, "ready")
                while True:
                    spawn(nothing)
                    try:
                        spawn_link(nothing)
                        register("breeder", self())
                        unregister("breeder")
                    except NoProcess:
                        pass

            def number(pid):
                return int(repr(pid)[3:-3])

            late = 0
            for _ in rounds(1_000):
                for reason in ("x", "kill"):
                    pid, ref = spawn_monitor(breeds, self())
                    await receive(lambda m: m == "ready", timeout=30)
                    exit_signal(pid, reason)
                    await receive(ref, timeout=30)
                    first = spawn(nothing)
                    while system_info("zombie_threads")["zombie_threads"]:
                        await yield_()
                    late += number(spawn(nothing)) - number(first) - 1
            print(late, whereis("breeder"))
            """);

    assertThat(out).isEqualTo("0 None\n");
  }

  @Test
  @DisplayName("N6, N10: finally runs in a plain function at an exit signal, not at kill")
  void finallyInAPlainFunction() {
    String out =
        node.output(
            """
            ran = []

            def worker(top, wait):
                try:
                    send(top, "ready")
                    wait()
                except ProcessExit as exit:
                    ran.append(exit.reason)
                    raise
                finally:
                    ran.append("finally")

            def busy():
                while True:
                    pass

            for wait in (lambda: receive(), lambda: sleep(60), busy):
                for reason in ("x", "kill"):
                    pid, ref = spawn_monitor(worker, self(), wait)
                    await receive(lambda m: m == "ready", timeout=30)
                    await sleep(0.02)
                    exit_signal(pid, reason)
                    print((await receive(ref, timeout=30)).reason, end=" ")
                    while system_info("zombie_threads")["zombie_threads"]:
                        await sleep(0.005)
                    print(ran)
                    ran.clear()
            """);

    assertThat(out)
        .isEqualTo(
            """
            x ['x', 'finally']
            killed []
            x ['x', 'finally']
            killed []
            x ['x', 'finally']
            killed []
            """);
  }

  @Test
  @DisplayName(
      "N6: an exit signal before the first line of a plain function, or after its last, ends it")
  void anExitSignalAtTheEdgesOfAPlainFunction() {
    TestNode.Outcome outcome =
        node.run(
            """
            def short():
                for _ in range(100):
                    pass

            seen = set()
            for i in rounds(4000):
                pid, ref = spawn_monitor(short)
                for _ in range(i % 200):
                    pass
                exit_signal(pid, "boom")
                seen.add((await receive(ref, timeout=30)).reason)
            print(seen <= {"boom", "normal"}, "boom" in seen)
            """);

    assertThat(outcome.output()).isEqualTo("True True\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  @DisplayName("N24: run_blocking gives results and errors, and others run meanwhile")
  void runBlocking() {
    String out =
        node.output(
            """
            import threading

            ticked = threading.Event()

            def slow(a, b=0):
                return a + b if ticked.wait(60) else "nobody else ran"

            def fails():
                raise ValueError("no")

            async def ticker():
                for _ in range(3):
                    await sleep(0.01)
                ticked.set()

            spawn(ticker)
            print(await run_blocking(slow, 1, b=2))
            try:
                await run_blocking(fails)
            except ValueError as error:
                print(error)
            try:
                await run_blocking(5)
            except TypeError as error:
                print(error)
            print(await run_blocking(lambda: self()) == self())
            """);

    assertThat(out).isEqualTo("3\nno\nrun_blocking needs a function, not 5\nTrue\n");
  }

  @Test
  @DisplayName("N24: a process that awaits run_blocking can be killed")
  void aProcessInRunBlockingCanBeKilled() {
    String out =
        node.output(
            """
            import threading

            told = threading.Event()

            def slow():
                told.wait(60)

            async def child(top):
                send(top, "ready")
                await run_blocking(slow)

            for reason in ("kill", "x"):
                pid, ref = spawn_monitor(child, self())
                await receive(lambda m: m == "ready", timeout=30)
                await yield_()
                exit_signal(pid, reason)
                print((await receive(ref, timeout=30)).reason)
            told.set()
            """);

    assertThat(out).isEqualTo("killed\nx\n");
  }

  @Test
  @DisplayName("D1: a hundred blocking processes at once")
  void manyBlockingProcesses() {
    String out =
        node.output(
            """
            def worker(top):
                send(top, receive(timeout=30))

            pids = [spawn(worker, self()) for _ in range(100)]
            for n, pid in enumerate(pids):
                send(pid, n)
            print(sorted([await receive(timeout=30) for _ in pids]) == list(range(100)))
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("N6, N11, D7: who waits for a socket is ended there, and no thread stays behind")
  void socketWaitsEnd() {
    String out =
        node.output(
            """
            import select
            import socket

            server = socket.create_server(("127.0.0.1", 0))
            near, far = socket.socketpair()
            waits = {
                "accept": server.accept,
                "recv": lambda: near.recv(1),
                "recv with a timeout": lambda: patient.recv(1),
                "makefile": lambda: near.makefile("rb").read(),
                "sendall": lambda: far.sendall(bytes(50_000_000)),
                "select": lambda: select.select([patient], [], [], 60),
            }
            patient, _ = pair = socket.socketpair()
            patient.settimeout(60)
            ran = []

            async def until(condition):
                for _ in range(2000):
                    if condition():
                        return True
                    await sleep(0.005)

            def waiter(top, name):
                send(top, "ready")
                try:
                    waits[name]()
                except BaseException as error:
                    ran.append(type(error).__name__)
                    raise

            for name in waits:
                for reason in ("x", "kill"):
                    pid, ref = spawn_monitor(lambda top: waiter(top, name), self())
                    await receive(lambda m: m == "ready", timeout=30)
                    await sleep(0.02)
                    exit_signal(pid, reason)
                    print(name, (await receive(ref, timeout=30)).reason,
                          await until(lambda: not system_info()["zombie_threads"]), ran)
                    ran.clear()
            near.setblocking(False)
            while True:
                try:
                    near.recv(1_000_000)
                except BlockingIOError:
                    break
            near.setblocking(True)
            far.sendall(b"still usable")
            print(near.recv(100), near.gettimeout(), patient.gettimeout())
            """);

    assertThat(out)
        .isEqualTo(
            """
            accept x True ['ProcessExit']
            accept killed True []
            recv x True ['ProcessExit']
            recv killed True []
            recv with a timeout x True ['ProcessExit']
            recv with a timeout killed True []
            makefile x True ['ProcessExit']
            makefile killed True []
            sendall x True ['ProcessExit']
            sendall killed True []
            select x True ['ProcessExit']
            select killed True []
            b'still usable' None 60.0
            """);
  }

  @Test
  @DisplayName("D12: sockets keep their promises to programs: timeouts, modes, whole messages")
  void socketsAsPythonHasThem() {
    String out =
        node.output(
            """
            import socket
            import threading

            near, far = socket.socketpair()
            print(near.gettimeout(), near.getblocking(), isinstance(near, socket.socket))
            near.settimeout(0.05)
            try:
                near.recv(1)
            except TimeoutError as error:
                print(error, near.timeout)
            near.setblocking(False)
            try:
                near.recv(1)
            except BlockingIOError:
                print("would block", near.getblocking())
            near.setblocking(True)
            sent = bytes(range(256)) * 8192
            thread = threading.Thread(target=far.sendall, args=(sent,))
            thread.start()
            parts = []
            while sum(map(len, parts)) < len(sent):
                parts.append(near.recv(65536))
            thread.join()
            print(b"".join(parts) == sent)
            socket.setdefaulttimeout(7)
            print(socket.socket().gettimeout(), near.dup().gettimeout())
            socket.setdefaulttimeout(None)

            with socket.create_server(("127.0.0.1", 0)) as server:
                client = socket.create_connection(server.getsockname(), timeout=5)
                served, _ = server.accept()
                with client, served, client.makefile("rw") as there, served.makefile("rw") as here:
                    there.write("hello\\n")
                    there.flush()
                    here.write(here.readline().upper())
                    here.flush()
                    print(there.readline().strip(), client.gettimeout(), served.gettimeout())
            try:
                near.close()
                near.recv(1)
            except OSError as error:
                print(type(error).__name__)
            """);

    assertThat(out)
        .isEqualTo(
            """
            None True True
            timed out 0.05
            would block False
            True
            7.0 None
            HELLO 5.0 None
            OSError
            """);
  }

  @Test
  @DisplayName("M2: a native extension is imported while others wait for sockets")
  void nativeExtensionsBesideSocketWaits() {
    String out =
        node.output(
            """
            import select
            import socket

            near, far = socket.socketpair()

            def waiter(top, wait):
                send(top, "ready")
                wait()

            waiters = [
                spawn(lambda top: waiter(top, lambda: select.select([near], [], [])), self()),
                spawn(lambda top: waiter(top, lambda: near.recv(1)), self()),
            ]
            for _ in waiters:
                await receive(timeout=30)
            await sleep(0.05)
            import pyexpat
            print(pyexpat.ParserCreate() is not None, [is_alive(pid) for pid in waiters])
            for pid in waiters:
                kill(pid)
            """);

    assertThat(out).isEqualTo("True [True, True]\n");
  }

  @Test
  @DisplayName("N11: Python code that C code has called can be ended, and the extension goes on")
  void codeUnderNativeCodeEnds() {
    String out =
        node.output(
            """
            import sqlite3

            def worker(top):
                connection = sqlite3.connect(":memory:")
                def endless(value):
                    send(top, "computes")
                    while True:
                        pass
                connection.create_function("endless", 1, endless)
                connection.execute("select endless(1)").fetchall()

            async def coroutine(top):
                worker(top)

            for function in (worker, coroutine):
                for end in (kill, lambda pid: exit_signal(pid, "bye")):
                    for _ in rounds(3):
                        pid, ref = spawn_monitor(function, self())
                        said = await receive(str, timeout=30)
                        end(pid)
                        reason = (await receive(ref, timeout=30)).reason
                    print(said, reason)
            print(sqlite3.connect(":memory:").execute("select 1").fetchall())
            """);

    assertThat(out).isEqualTo("computes killed\ncomputes bye\n".repeat(2) + "[(1,)]\n");
    assertThat(node.errors()).doesNotContain("SystemError", "Traceback");
  }
}
