package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bare yields, cancellations and the ends of tasks, where asyncio meets rebeam's waits (N13). */
class AsyncioCancelTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("M14: after any wait of rebeam's own a bare yield lets others run, and goes on")
  void bareYieldAfterEachWait() {
    String out =
        node.output(
            """
            import asyncio, types

            @types.coroutine
            def bare():
                yield

            async def waits(pause):
                await sleep(0)
                await pause()
                await receive(timeout=0, default=None)
                await pause()
                await receive(timeout=0.01, default=None)
                await pause()
                send(self(), "a")
                await receive(str)
                await pause()
                send(self(), "b")
                await receive()
                await pause()
                await run_blocking(int)
                await pause()
                pid, ref = spawn_monitor(sleep, 60)
                kill(pid)
                demonitor(ref, flush=True)
                await pause()
                await yield_()
                await pause()
                try:
                    await receive(int, timeout=0)
                except ReceiveTimeout:
                    await pause()
                return "done"

            async def child(top, pause):
                send(top, await waits(pause))

            def blocking(top):
                return bare_after_waits(top)

            async def bare_after_waits(top):
                sleep(0)
                await bare()
                receive(timeout=0, default=None)
                await bare()
                send(top, "done")

            print(await waits(bare), await waits(lambda: asyncio.sleep(0)))
            spawn(child, self(), bare)
            spawn(child, self(), lambda: asyncio.sleep(0))
            spawn(blocking, self())
            print([await receive(timeout=30) for _ in range(3)])
            """);

    assertThat(out).isEqualTo("done done\n['done', 'done', 'done']\n");
  }

  @Test
  @DisplayName("What is yielded to a blocking process and is no wait raises RuntimeError there")
  void foreignYieldInBlockingProcess() {
    String out =
        node.output(
            """
            import types

            @types.coroutine
            def foreign():
                yield 42

            async def tries(top):
                try:
                    await foreign()
                except RuntimeError as error:
                    send(top, str(error)[:20])

            def blocking(top):
                return tries(top)

            spawn(blocking, self())
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("await of a int that \n");
  }

  @Test
  @DisplayName("N13: requests to cancel before the process goes on are one CancelledError")
  void cancelledTwiceIsRaisedOnce() {
    String out =
        node.output(
            """
            import asyncio

            async def child(top, wait):
                task, loop = asyncio.current_task(), asyncio.get_running_loop()

                def twice():
                    task.cancel()
                    task.cancel()

                told = []
                loop.call_later(0.01, twice)
                try:
                    await wait()
                except asyncio.CancelledError:
                    told.append("cancelled")
                told.append((task.uncancel(), task.uncancel()))
                told.append(await receive(timeout=0.05, default="quiet"))
                twice()
                try:
                    await wait()
                except asyncio.CancelledError:
                    told.append("cancelled")
                told.append((task.uncancel(), task.uncancel()))
                told.append(await receive(timeout=0.05, default="quiet"))
                send(top, told)

            async def first(top):
                asyncio.current_task().cancel()
                try:
                    await sleep(60)
                except asyncio.CancelledError:
                    send(top, "cancelled in its first slice")

            for wait in (lambda: asyncio.sleep(60), lambda: sleep(60), receive):
                await child(self(), wait)
                print(await receive(timeout=30))
                spawn(child, self(), wait)
                print(await receive(timeout=30))
            spawn(first, self())
            print(await receive(timeout=30))
            """);

    String once = "['cancelled', (1, 0), 'quiet', 'cancelled', (1, 0), 'quiet']\n";
    assertThat(out).isEqualTo(once.repeat(6) + "cancelled in its first slice\n");
    assertThat(node.errors()).isEmpty();
  }

  @Test
  @DisplayName("N13: a withdrawn request raises nothing, whatever requests were left before")
  void withdrawnRequestsRaiseNothing() {
    String out =
        node.output(
            """
            import asyncio
            task = asyncio.current_task()
            for left in range(3):
                ended = 0
                for _ in rounds(300):
                    try:
                        async with asyncio.timeout(0.002):
                            await receive(timeout=0.002)
                    except TimeoutError:
                        ended += 1
                print(ended == len(rounds(300)), task.cancelling())
                asyncio.get_running_loop().call_soon(task.cancel)
                try:
                    await asyncio.sleep(30)
                except asyncio.CancelledError:
                    pass # and no uncancel(), as a library older than Python 3.11
            while task.uncancel(): pass
            """);

    assertThat(out).isEqualTo("True 0\nTrue 1\nTrue 2\n");
  }

  @Test
  @DisplayName("N13: a library that cancels until the scope is left cancels what it finds once")
  void scopesOfLibrariesCancelOnce() {
    String out =
        node.output(
            """
            import asyncio

            class Scope:
                "Cancels its task from the loop until it is left, as anyio does."

                def __enter__(self):
                    self.task = asyncio.current_task()
                    self.loop = asyncio.get_running_loop()
                    self.handle = self.loop.call_later(0.002, self.deliver)
                    self.cancels = 0

                def deliver(self):
                    waiter = self.task._fut_waiter
                    if not self.task._must_cancel and (waiter is None or not waiter.done()):
                        self.task.cancel()
                        self.cancels += 1
                    self.handle = self.loop.call_soon(self.deliver)

                def __exit__(self, kind, error, tb):
                    self.handle.cancel()
                    for _ in range(self.cancels):
                        self.task.uncancel()
                    return kind is asyncio.CancelledError

            async def child(top, times):
                for n in times:
                    with Scope():
                        await (asyncio.sleep(60), sleep(60))[n % 2]
                    await receive(timeout=0, default=None)
                    await asyncio.sleep(0)
                    await sleep(0)
                send(top, "done")

            await child(self(), rounds(1000))
            spawn(child, self(), rounds(1000))
            print(await receive(timeout=60), await receive(timeout=60))
            """);

    assertThat(out).isEqualTo("done done\n");
  }

  @Test
  @DisplayName("N13: a timeout of asyncio that meets one of receive leaves no cancellation behind")
  void timeoutsThatMeet() {
    String out =
        node.output(
            """
            import asyncio

            async def child(top, times):
                for _ in times:
                    try:
                        async with asyncio.timeout(0.002):
                            await receive(timeout=0.002)
                    except TimeoutError:
                        pass
                send(top, "done")

            await child(self(), rounds(6000))
            spawn(child, self(), rounds(6000))
            print(await receive(timeout=60), await receive(timeout=60))
            """);

    assertThat(out).isEqualTo("done done\n");
  }

  @Test
  @DisplayName("N13: a process ends when its tasks have cleaned up, whatever ends it but kill")
  void tasksCleanUpBeforeDown() {
    String out =
        node.output(
            """
            import asyncio

            async def child(top):
                try:
                    await asyncio.sleep(60)
                finally:
                    await asyncio.sleep(0.02)
                    send(top, "cleaned")

            async def group(top):
                async with asyncio.TaskGroup() as group:
                    group.create_task(child(top))
                    group.create_task(child(top))
                    await asyncio.sleep(0.01)
                    send(top, "ready")

            async def returns(top):
                task = asyncio.create_task(child(top))
                await asyncio.sleep(0.01)
                send(top, "ready")

            async def crashes(top):
                await returns(top)
                raise ProcessExit("mine")

            for function in (group, returns, crashes):
                pid, ref = spawn_monitor(function, self())
                seen = [await receive(str, timeout=30)]
                exit_signal(pid, "shutdown") if function is group else None
                while not isinstance(message := await receive(timeout=30), Down):
                    seen.append(message)
                print(seen, message.reason)
            """);

    assertThat(out)
        .isEqualTo(
            """
            ['ready', 'cleaned', 'cleaned'] shutdown
            ['ready', 'cleaned'] normal
            ['ready', 'cleaned'] mine
            """);
  }

  @Test
  @DisplayName("N7: a task that goes on after its cancellation holds its process up for the grace")
  void tasksThatGoOnDoNotHoldTheProcess() {
    String out =
        node.output(
            """
            import asyncio

            async def stubborn():
                while not stop:
                    try:
                        await asyncio.sleep(0.01)
                    except asyncio.CancelledError:
                        pass

            async def parent(top):
                task = asyncio.create_task(stubborn())
                await asyncio.sleep(0.01)
                send(top, "ready")
                return task

            stop = False
            pid, ref = spawn_monitor(parent, self())
            print(await receive(timeout=30), (await receive(timeout=30)).reason)
            pid, ref = spawn_monitor(parent, self())
            print(await receive(timeout=30), is_alive(pid))
            exit_signal(pid, "shutdown")
            print((await receive(timeout=30)).reason)
            stop = True
            async with asyncio.timeout(30):
                while asyncio.all_tasks():
                    await asyncio.sleep(0.01)
            """);

    assertThat(out).isEqualTo("ready normal\nready True\nshutdown\n");
  }

  @Test
  @DisplayName("anext() takes a default, for mailbox() and for any async iterator")
  void anextWithDefault() {
    String out =
        node.output(
            """
            async def one():
                yield 1

            send(self(), 5)
            numbers = one()
            print(await anext(mailbox(), None), await anext(numbers, 2), await anext(numbers, 2))
            for args in ((), (5,), (numbers, 1, 2)):
                try:
                    anext(*args)
                except TypeError as error:
                    print("TypeError")
            """);

    assertThat(out).isEqualTo("5 1 2\nTypeError\nTypeError\nTypeError\n");
  }
}
