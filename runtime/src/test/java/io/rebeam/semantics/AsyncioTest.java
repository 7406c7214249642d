package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.eval.SessionOptions;
import io.rebeam.node.Node;
import io.rebeam.node.NodeLimits;
import io.rebeam.node.NodeOptions;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** asyncio inside processes: its futures are awaited, its ways kept, exits translated (N13). */
class AsyncioTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName(
      "N13: asyncio's waits work in a process: sleep, gather, wait_for, timeout, to_thread")
  void waitsOfAsyncioWork() {
    String out =
        node.output(
            """
            import asyncio

            async def child(top):
                results = [await asyncio.sleep(0.01, "slept")]
                results += await asyncio.gather(asyncio.sleep(0.01, 1), asyncio.sleep(0, 2))
                results.append(await asyncio.wait_for(asyncio.sleep(0.01, "in time"), 5))
                for late in (lambda: asyncio.wait_for(asyncio.sleep(60), 0.01), timed_out):
                    try:
                        await late()
                    except TimeoutError as error:
                        results.append(type(error).__name__)
                results.append(await asyncio.to_thread(lambda a: a + 1, 2))
                loop = asyncio.get_running_loop()
                results.append(await loop.run_in_executor(None, sum, [1, 2]))
                await asyncio.sleep(0)
                send(top, results)

            async def timed_out():
                async with asyncio.timeout(0.01):
                    await asyncio.sleep(60)

            spawn(child, self())
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("['slept', 1, 2, 'in time', 'TimeoutError', 'TimeoutError', 3, 3]\n");
  }

  @Test
  @DisplayName("N13: tasks, groups, queues, locks and events are shared by processes and tasks")
  void tasksAndTheirObjectsWork() {
    String out =
        node.output(
            """
            import asyncio

            queue, lock, done = asyncio.Queue(2), asyncio.Lock(), asyncio.Event()
            held = []

            async def producer():
                for n in range(100):
                    await queue.put(n)

            async def consumer(total):
                while len(total) < 100:
                    total.append(await queue.get())
                done.set()

            async def careful():
                for _ in range(20):
                    async with lock:
                        held.append("in")
                        await asyncio.sleep(0)
                        held.append("out")

            async def child(top):
                total = []
                async with asyncio.TaskGroup() as group:
                    group.create_task(consumer(total))
                    group.create_task(careful())
                    first = group.create_task(asyncio.sleep(0, "value"))
                    await careful()
                send(top, (sum(total), first.result()))

            spawn(child, self())
            spawn(producer)
            await asyncio.wait_for(done.wait(), 20)
            print(await receive(timeout=30), held == ["in", "out"] * 40)
            """);

    assertThat(out).isEqualTo("(4950, 'value') True\n");
  }

  @Test
  @DisplayName("N13: each process is a task of its own to asyncio, and sees one running loop")
  void eachProcessIsATask() {
    String out =
        node.output(
            """
            import asyncio

            async def child(top):
                task = asyncio.current_task()
                same = True
                for _ in range(20):
                    await asyncio.sleep(0)
                    same = same and asyncio.current_task() is task
                    await yield_()
                    same = same and asyncio.current_task() is task
                loops = {asyncio.get_running_loop(), asyncio.get_event_loop()}
                send(top, (task.get_name() == str(self()), same, len(loops),
                           isinstance(task, asyncio.Task), asyncio.current_task() is task))

            for _ in range(5):
                spawn(child, self())
            print({await receive(timeout=30) for _ in range(5)})
            print(asyncio.current_task().get_name() == str(self()))

            async def inner():
                return asyncio.current_task().get_name()

            print(await asyncio.create_task(inner(), name="a task"))
            """);

    assertThat(out).isEqualTo("{(True, True, 1, True, True)}\nTrue\na task\n");
  }

  @Test
  @DisplayName("N.1: context variables set in a process since it uses asyncio stay its own")
  void contextVariablesStay() {
    String out =
        node.output(
            """
            import asyncio, contextvars

            name = contextvars.ContextVar("name", default="none")

            async def child(top, n):
                await asyncio.sleep(0.001)
                before = name.get()
                name.set(n)
                await asyncio.sleep(0.01)
                inherited = await asyncio.create_task(reads())
                await yield_()
                send(top, (before, name.get() == n, inherited == n))

            async def reads():
                seen = name.get()
                name.set("of the task")
                return seen

            for n in range(5):
                spawn(child, self(), n)
            print({await receive(timeout=30) for _ in range(5)})
            """);

    assertThat(out).isEqualTo("{('none', True, True)}\n");
  }

  @Test
  @DisplayName("N13, H: a process that awaits asyncio is waiting, and keeps its messages in order")
  void messagesStayWhileAsyncioIsAwaited() {
    String out =
        node.output(
            """
            import asyncio

            async def child(top):
                gate = asyncio.get_running_loop().create_future()
                asyncio.get_running_loop().call_later(0.3, gate.set_result, "open")
                send(top, "ready")
                result = await gate
                got = [result]
                for _ in range(3):
                    got.append(await receive(timeout=30))
                    await asyncio.sleep(0.001)
                send(top, got)

            pid = spawn(child, self())
            await receive(timeout=30)
            for n in range(3):
                send(pid, n)
            while process_info(pid, "status")["status"] != "waiting":
                await yield_()
            print(process_info(pid, "message_queue_len", "current_location"))
            print(await receive(timeout=30))
            """);

    assertThat(out)
        .isEqualTo(
            """
            {'message_queue_len': 3, 'current_location': 'test.py:7 child'}
            ['open', 0, 1, 2]
            """);
  }

  @Test
  @DisplayName("N13: asyncio.timeout ends rebeam's own waits too")
  void timeoutEndsReceive() {
    String out =
        node.output(
            """
            import asyncio

            async def nothing():
                await sleep(60)

            for wait in (lambda: receive(), lambda: receive(int, timeout=60), lambda: sleep(60),
                         lambda: run_blocking(__import__("time").sleep, 0.3), nothing):
                try:
                    async with asyncio.timeout(0.01):
                        await wait()
                    print("no timeout")
                except TimeoutError as error:
                    print(type(error) is TimeoutError, end=" ")
            send(self(), "kept")
            print(await receive(timeout=1), asyncio.current_task().cancelling())
            """);

    assertThat(out).isEqualTo("True True True True True kept 0\n");
  }

  @Test
  @DisplayName(
      "N6, N13: an exit signal raises ProcessExit at the await, and cancels what it awaits")
  void exitSignalIsNotACancellation() {
    String out =
        node.output(
            """
            import asyncio

            async def part(top, name):
                parts.add(name)
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    send(top, (name, "cancelled"))
                    raise

            async def alone(top):
                await asyncio.sleep(60)

            async def gathers(top):
                await asyncio.gather(part(top, "a"), part(top, "b"))

            async def has_tasks(top):
                task = asyncio.create_task(part(top, "c"))
                await receive()

            async def child(top, wait):
                try:
                    send(top, "ready")
                    await wait(top)
                except BaseException as error:
                    send(top, (type(error).__name__, error.reason))
                    await asyncio.sleep(0.01)
                    send(top, "cleaned")
                    raise ValueError("does not change the reason")

            parts = set()
            expected = {alone: 2, gathers: 4, has_tasks: 3}

            def begun(wait):
                return len(parts) == sum(n - 2 for fn, n in expected.items() if fn in tried)

            tried = []
            for wait in expected:
                tried.append(wait)
                pid, ref = spawn_monitor(child, self(), wait)
                await receive(timeout=30)
                while process_info(pid, "status")["status"] != "waiting" or not begun(wait):
                    await yield_()
                exit_signal(pid, "bye")
                print((await receive(Down, timeout=30)).reason, is_alive(pid))
                print(sorted([str(await receive(timeout=30)) for _ in range(expected[wait])]))
            """);

    assertThat(out)
        .isEqualTo(
            """
            bye False
            ["('ProcessExit', 'bye')", 'cleaned']
            bye False
            ["('ProcessExit', 'bye')", "('a', 'cancelled')", "('b', 'cancelled')", 'cleaned']
            bye False
            ["('ProcessExit', 'bye')", "('c', 'cancelled')", 'cleaned']
            """);
  }

  @Test
  @DisplayName("N7: asyncio awaited without end while unwinding is given up after the grace time")
  void unwindingIsBounded() {
    TestNode.Outcome outcome =
        node.run(
            """
            import asyncio

            async def child(top):
                try:
                    send(top, "ready")
                    await asyncio.sleep(60)
                finally:
                    try:
                        await receive()
                    except ProcessExit:
                        send(top, "no receive")
                    await asyncio.sleep(60)

            pid, ref = spawn_monitor(child, self())
            await receive(timeout=30)
            exit_signal(pid, "bye")
            print(await receive(timeout=30), (await receive(ref, timeout=30)).reason)
            """);

    assertThat(outcome.output()).isEqualTo("no receive bye\n");
  }

  @Test
  @DisplayName("N10: kill runs no code of the process, and ends its tasks and connections")
  void killLeavesNothing() {
    String out =
        node.output(
            """
            import asyncio

            ran = []
            here = asyncio.Event()

            async def task():
                here.set()
                try:
                    await asyncio.sleep(60)
                finally:
                    ran.append("task ended")

            async def accept(reader, writer):
                here.set()
                ran.append(await reader.read())
                writer.close()

            async def child(top, port):
                asyncio.create_task(task())
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                try:
                    send(top, "ready")
                    await reader.read()
                finally:
                    ran.append("code of the killed")

            server = await asyncio.start_server(accept, "127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            pid, ref = spawn_monitor(child, self(), port)
            await receive(timeout=30)
            await here.wait()
            kill(pid)
            print((await receive(ref, timeout=30)).reason)
            async with asyncio.timeout(20):
                while len(ran) < 2:
                    await asyncio.sleep(0.01)
            print(sorted(map(str, ran)))
            server.close()
            """);

    assertThat(out).isEqualTo("killed\n[\"b''\", 'task ended']\n");
  }

  @Test
  @DisplayName("N10: a kill in the midst of asyncio's own code leaves the loop whole")
  void killLeavesTheLoopWhole() {
    String out =
        node.output(
            """
            import asyncio, random

            seed = random.randrange(1 << 30)
            dice = random.Random(seed)

            async def busy(top):
                loop = asyncio.get_running_loop()
                send(top, "ready")
                while True:
                    loop.call_later(500 + dice.random(), print)

            loop = asyncio.get_running_loop()
            for _ in range(30):
                pid, ref = spawn_monitor(busy, self())
                await receive(timeout=30)
                await sleep(dice.random() / 200)
                kill(pid)
                await receive(ref, timeout=30)
                await asyncio.sleep(0.001)
            heap = loop._scheduled
            print(len(set(map(id, heap))) == len(heap) > 0,
                  all(heap[(n - 1) // 2]._when <= heap[n]._when for n in range(1, len(heap))),
                  f"seed {seed}")
            for timer in list(heap):
                timer.cancel()
            """);

    assertThat(out).startsWith("True True seed ");
  }

  @Test
  @DisplayName("N13: what a process has started in the loop ends with it, however it ends")
  void theEndOfAProcessEndsItsTasks() {
    String out =
        node.output(
            """
            import asyncio

            async def task(top):
                try:
                    await asyncio.sleep(60)
                except asyncio.CancelledError:
                    send(top, "cancelled")

            async def returns(top):
                asyncio.create_task(task(top))
                await asyncio.sleep(0.01)

            async def returns_at_once(top):
                asyncio.create_task(task(top))
                await sleep(0.01)

            async def exits(top):
                asyncio.create_task(task(top))
                await asyncio.sleep(0.01)
                raise ProcessExit("x")

            for fn in (returns, returns_at_once, exits):
                pid, ref = spawn_monitor(fn, self())
                print((await receive(ref, timeout=30)).reason, await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("normal cancelled\nnormal cancelled\nx cancelled\n");
  }

  @Test
  @DisplayName("N13: a cancelled future is CancelledError; one that escapes is a crash")
  void cancelledFuturesAreAsInAsyncio() {
    TestNode.Outcome outcome =
        node.run(
            """
            import asyncio

            async def child(top):
                future = asyncio.get_running_loop().create_future()
                asyncio.get_running_loop().call_soon(future.cancel)
                try:
                    await future
                except asyncio.CancelledError:
                    send(top, "cancelled")
                await future

            pid, ref = spawn_monitor(child, self())
            print(await receive(timeout=30), (await receive(ref, timeout=30)).reason.exc_type)

            async def fails():
                raise KeyError("in a task")

            try:
                await asyncio.create_task(fails())
            except KeyError as error:
                print(error)
            """);

    assertThat(outcome.output()).isEqualTo("cancelled CancelledError\n'in a task'\n");
    assertThat(outcome.err()).contains("child crashed: CancelledError");
  }

  @Test
  @DisplayName("N13: a task may send and spawn; self and receive say that it is no process")
  void tasksAreNotProcesses() {
    String out =
        node.output(
            """
            import asyncio

            async def echo(top):
                send(top, await receive(timeout=30))

            async def task(top):
                send(spawn(echo, top), "from a process of a task")
                for name in (self, receive, lambda: sleep(1)):
                    try:
                        name()
                    except RuntimeError as error:
                        send(top, str(error)[:52])

            await asyncio.create_task(task(self()))
            print(sorted({await receive(timeout=30) for _ in range(4)}))
            """);

    assertThat(out)
        .isEqualTo(
            "['from a process of a task', 'this needs a process, and a task or callback of asyn']\n");
  }

  @Test
  @DisplayName("N13: asyncio.run works in plain functions and at the top level, not in a coroutine")
  void asyncioRun() {
    String out =
        node.output(
            """
            import asyncio

            async def answer():
                await asyncio.sleep(0.01)
                return asyncio.current_task().get_name()[:5]

            def plain(top):
                send(top, asyncio.run(answer()))

            async def wrong(top):
                coroutine = answer()
                try:
                    asyncio.run(coroutine)
                except RuntimeError as error:
                    send(top, str(error))
                coroutine.close()

            spawn(plain, self())
            print(await receive(timeout=30))
            print(asyncio.run(answer()))
            await asyncio.sleep(0)
            print(asyncio.run(answer()))
            spawn(wrong, self())
            print(await receive(timeout=30))
            """);

    assertThat(out)
        .isEqualTo(
            """
            Task-
            Task-
            Task-
            asyncio.run() cannot be called from a running event loop
            """);
  }

  @Test
  @DisplayName("M1: a task or a process that is busy in asyncio does not stop other processes")
  void busyAsyncioStopsNobodyElse() {
    String out =
        node.output(
            """
            import asyncio, time

            count = 0

            def busy(enough):
                give_up = time.monotonic() + 30
                while count < enough and time.monotonic() < give_up:
                    pass
                return count >= enough

            async def ticker():
                global count
                while True:
                    count += 1
                    await sleep(0.01)

            async def spins(top):
                await asyncio.sleep(0)
                send(top, busy(count + 10))

            pid = spawn(ticker)
            for start in (lambda: spawn(spins, self()),
                          lambda: asyncio.create_task(spins(self()))):
                started = start()
                print(await receive(bool))
            kill(pid)
            """);

    assertThat(out).isEqualTo("True\nTrue\n");
  }

  @Test
  @DisplayName("N13: an echo server with 200 connections: exits and kills end one connection each")
  void echoServerWithProcesses() {
    String out =
        node.output(
            """
            import asyncio, os, socket

            async def server(top):
                listener = socket.create_server(("127.0.0.1", 0), backlog=512)
                listener.setblocking(False)
                send(top, listener.getsockname()[1])
                loop = asyncio.get_running_loop()
                try:
                    while True:
                        accepted, _ = await loop.sock_accept(listener)
                        spawn(connection, accepted.detach(), top)
                finally:
                    listener.close()

            async def connection(file, top):
                accepted = socket.socket(fileno=file)
                accepted.setblocking(False)
                reader, writer = await asyncio.open_connection(sock=accepted)
                while line := await reader.readline():
                    if line.startswith(b"end"):
                        send(top, ("end", line, self()))
                        await receive()
                    writer.write(line)
                    await writer.drain()

            async def client(top, port, n):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                for i in range(10):
                    line = b"%d %d\\n" % (n, i) if i < 5 or n >= 20 else b"end %d\\n" % n
                    writer.write(line)
                    answer = await reader.readline()
                    if answer != line:
                        return send(top, ("lost", i, answer))
                send(top, ("whole", n))

            before = len(processes())
            loop = asyncio.get_running_loop()
            files = set(loop._selector.get_map())
            acceptor, ended = spawn_monitor(server, self())
            port = await receive(int, timeout=30)
            for n in range(200):
                spawn(client, self(), port, n)
            whole = lost = 0
            while whole + lost < 200:
                match await receive(timeout=50):
                    case ("end", line, pid):
                        (kill if line[-2] % 2 else lambda p: exit_signal(p, "bye"))(pid)
                    case ("lost", 5, b""):
                        lost += 1
                    case ("whole", n):
                        whole += 1
            exit_signal(acceptor, "bye")
            print(whole, lost, (await receive(ended, timeout=30)).reason)
            async with asyncio.timeout(20):
                while len(processes()) > before:
                    await asyncio.sleep(0.01)
            for _ in range(500):
                left = [loop._selector.get_map()[n] for n in set(loop._selector.get_map()) - files]
                if not left:
                    break
                await asyncio.sleep(0.01)
            print(left)
            for _ in range(500):
                if not (tasks := asyncio.all_tasks()):
                    break
                await asyncio.sleep(0.01)
            print(tasks)
            """);

    assertThat(out).isEqualTo("180 20 bye\n[]\nset()\n");
  }

  @Test
  @DisplayName("the loop's thread starts at the first use of asyncio, and ends with its node")
  void theThreadEndsWithTheNode() {
    NodeOptions options =
        new NodeOptions(
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            InputStream.nullInputStream(),
            TestNode.library(),
            NodeLimits.DEFAULT);
    Set<Thread> before = loopThreads();
    Node own = Node.start(options);
    try {
      Session session = own.openSession(SessionOptions.prompt());
      cell(session, "1 + 1");
      assertThat(loopThreads()).isEqualTo(before);
      cell(session, "import asyncio");
      cell(session, "server = await asyncio.start_server(print, '127.0.0.1', 0)");
      cell(session, "task = asyncio.create_task(asyncio.sleep(600))");
      assertThat(loopThreads()).hasSize(before.size() + 1);
    } finally {
      own.close();
    }
    TestProbe.expect(() -> loopThreads().equals(before), () -> "no thread more than " + before);
  }

  private static Set<Thread> loopThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rebeam-asyncio"))
        .collect(Collectors.toSet());
  }

  @Test
  @DisplayName("I-4: at the prompt, top-level awaits of asyncio work and tasks go on between cells")
  void thePrompt() {
    Session session = node.openPrompt();
    cell(session, "import asyncio");
    cell(
        session, "async def count():\n    for n in range(3):\n        await asyncio.sleep(0.01)\n");
    assertThat(cell(session, "await asyncio.sleep(0.01, 'slept')")).contains("'slept'");
    cell(session, "task = asyncio.create_task(count())");
    TestProbe.expect(
        () -> cell(session, "task.done()").contains("True"), () -> "the task goes on by itself");
    assertThat(cell(session, "asyncio.create_task(asyncio.sleep(3600))")).contains("<Task pending");
    assertThat(cell(session, "asyncio.gather(_)")).contains("<_GatheringFuture pending");
    assertThat(cell(session, "asyncio.sleep(0.01, 'awaited')")).contains("'awaited'");
    assertThat(cell(session, "async with asyncio.timeout(0.01): await receive()"))
        .contains("TimeoutError");
    assertThat(cell(session, "asyncio.run(asyncio.sleep(0.01, 'run'))")).contains("'run'");
  }

  @Test
  @DisplayName("Ctrl-C at an await of asyncio raises KeyboardInterrupt there")
  void interruptAtAnAwait() {
    Session session = node.openPrompt();
    cell(session, "import asyncio\nseen = []");
    for (String wait : new String[] {"asyncio.sleep(60)", "asyncio.Event().wait()"}) {
      CompletableFuture<EvalResult> result =
          session.evaluate(
              "async def waits():\n"
                  + "    try:\n"
                  + "        seen.append('waits')\n"
                  + "        await "
                  + wait
                  + "\n"
                  + "    except BaseException as error:\n"
                  + "        seen.append(type(error).__name__)\n"
                  + "        raise\n\n"
                  + "await waits()\n");
      TestProbe.expect(() -> session.where().contains("waits"), () -> "at " + session.where());
      session.interrupt();
      assertThat(TestProbe.await(result)).isInstanceOf(EvalResult.Interrupted.class);
    }
    assertThat(cell(session, "seen"))
        .contains("['waits', 'KeyboardInterrupt', 'waits', 'KeyboardInterrupt']");
  }

  @Test
  @DisplayName(
      "what a process sets of the loop is for itself, and what would harm others is refused")
  void theLoopIsSetForOneProcess() {
    TestNode.Outcome outcome =
        node.run(
            """
            import asyncio, concurrent.futures, signal, threading

            def thread_name():
                return threading.current_thread().name

            def attempt(fn, *args):
                try:
                    fn(*args)
                except RuntimeError as error:
                    return f"{type(error).__name__}: {error}"

            async def one():
                return 1

            async def sets(top):
                loop = asyncio.get_running_loop()
                await loop.shutdown_default_executor()
                loop.set_default_executor(concurrent.futures.ThreadPoolExecutor(1, "own"))
                send(top, await asyncio.to_thread(thread_name))
                made = []

                def make(loop, coro, **kwargs):
                    made.append("made")
                    return asyncio.Task(coro, loop=loop, **kwargs)

                failed = asyncio.Event()
                loop.set_task_factory(make)
                loop.set_exception_handler(
                    lambda loop, context: (made.append(str(context["exception"])), failed.set()))
                await asyncio.create_task(one())
                loop.call_soon(lambda: 1 / 0)
                await failed.wait()
                send(top, str(made))
                loop.set_debug(True)
                loop.slow_callback_duration = 0
                send(top, attempt(loop.add_signal_handler, signal.SIGTERM, print))
                send(top, attempt(loop.stop))
                await loop.shutdown_asyncgens()
                send(top, "set")
                await receive()
                await loop.shutdown_default_executor()
                send(top, str((await asyncio.to_thread(thread_name)).startswith("own")))

            async def goes_on(top):
                loop = asyncio.get_running_loop()
                loop.call_soon(lambda: 1 / 0)
                send(top, str([(await asyncio.to_thread(thread_name)).startswith("own"),
                               await asyncio.create_task(one()), loop.get_debug(),
                               loop.get_task_factory(), loop.get_exception_handler()]))

            setter = spawn(sets, self())
            while (told := await receive(timeout=30)) != "set":
                print(told)
            spawn(goes_on, self())
            print(await receive(timeout=30))
            send(setter, "end")
            print(await receive(timeout=30))
            """);

    assertThat(outcome.output())
        .isEqualTo(
            """
            own_0
            ['made', 'division by zero']
            NotImplementedError: signals are the node's: no process can handle them
            RuntimeError: the loop serves all processes: none can stop it
            [False, 1, False, None, None]
            False
            """);
    assertThat(outcome.err()).containsOnlyOnce("Exception in callback goes_on");
  }

  private static String cell(Session session, String source) {
    return TestProbe.await(session.evaluate(source), TestProbe.LONG_PATIENCE).toString();
  }
}
