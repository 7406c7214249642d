package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics K.8: tasks and their supervisors. */
class TaskTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      async def work(n, done=None):
          if n == "boom":
              raise ValueError(n)
          if n == "wait":
              return await receive("go".__eq__)
          if n == "tell":
              await receive("go".__eq__)
              send(done, "going")
          return n

      async def failure(waiting):
          "What an await came to: its value, or its error."
          try:
              return await waiting
          except (TaskExit, CallTimeout, SupervisorError, ValueError) as error:
              reason = getattr(error, "reason", error)
              return type(error).__name__, reason if type(reason) is Crashed else str(reason)

      async def left():
          return await receive(timeout=0, default="nothing")

      async def until_dead(pid):
          ref = monitor(pid)
          return (await receive(ref, timeout=30)).reason
      """;

  private String output(String program) {
    return node.output(PRELUDE + program);
  }

  @Test
  @DisplayName("K59, K60: a task gives its value once; it may be a coroutine or run on a thread")
  void values() {
    String out =
        output(
            """
            async def adds(a, b=1):
                return a + b

            task = Task.spawn(adds, 2, b=3)
            print(await task, await task, await task.result(timeout=1))
            print(await gather(*[Task.spawn(lambda n: n * n, n) for n in range(4)]))
            print(await Task.spawn(adds, 1).poll(), await left())
            task = Task.spawn(adds, 40, 2)
            match await receive(task.ref, timeout=30):
                case (ref, value):
                    print(ref == task.ref, value)
            print(process_info(task.pid), process_info(self(), "links", "monitors"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            5 5 5
            [0, 1, 4, 9]
            Ok(value=2) nothing
            True 42
            None {'links': [], 'monitors': []}
            """);
  }

  @Test
  @DisplayName("K60 T-K47: only the owner may wait for a task, and others are refused at once")
  void owner() {
    String out =
        output(
            """
            async def other(task, top):
                refusals = []
                for attempt in task.result, task.poll, task.shutdown, task.ignore, task.__await__:
                    try:
                        attempt()
                    except ValueError as error:
                        refusals.append("owned by" in str(error))
                send(top, refusals)

            task = Task.spawn(work, "wait")
            await until_dead(spawn(other, task, self()))
            print(await receive(list))
            send(task.pid, "go")
            print(await task)
            """);

    assertThat(out)
        .isEqualTo(
            """
            [True, True, True, True, True]
            go
            """);
  }

  @Test
  @DisplayName("K61 T-K46: after a timeout the task goes on, and its late value never comes")
  void timeout() {
    String out =
        output(
            """
            for _ in rounds(200):
                task = Task.spawn(work, "tell", self())
                kind, reason = await failure(task.result(timeout=0))
                assert (kind, reason) == ("CallTimeout", "timeout")
                send(task.pid, "go")
                assert await receive(timeout=30) == "going"
                assert await until_dead(task.pid) in ("normal", "noproc")
                assert await left() == "nothing"
                assert (await failure(task))[0] == "CallTimeout"
            print("none came late")
            """);

    assertThat(out)
        .isEqualTo(
            """
            none came late
            """);
  }

  @Test
  @DisplayName(
      "K62, K68 T-K48: a failure ends an owner who does not trap; of spawn_nolink it is an outcome")
  void failures() {
    String out =
        output(
            """
            async def owner(nolink, top):
                if nolink is None:
                    task = Task.spawn(work, "boom")
                else:
                    task = await nolink.spawn_nolink(work, "boom")
                send(top, await failure(task))
                await receive("never".__eq__)

            pid, ref = spawn_monitor(owner, None, self())
            print((await receive(ref)).reason)
            async with TaskSupervisor() as tasks:
                pid = spawn(owner, tasks, self())
                print(await receive(lambda m: type(m) is tuple and m[0] == "TaskExit", timeout=30))
                kill(pid)
                trap_exit(True)
                linked = await tasks.spawn(work, "boom")
                print(repr(await linked.poll()), (await receive(Exit)).sender == linked.pid)
            trap_exit(False)
            """);

    assertThat(out)
        .isEqualTo(
            """
            Crashed('ValueError', 'boom')
            ('TaskExit', Crashed('ValueError', 'boom'))
            TaskExit(Crashed('ValueError', 'boom')) True
            """);
  }

  @Test
  @DisplayName("K63 T-K49: poll gives None before the end, and may be asked again")
  void polling() {
    String out =
        output(
            """
            task = Task.spawn(work, "wait")
            print(await task.poll(timeout=0), await task.poll(timeout=0.001))
            send(task.pid, "go")
            print(await task.poll(timeout=30), await task.poll(timeout=0))
            """);

    assertThat(out)
        .isEqualTo(
            """
            None None
            Ok(value='go') Ok(value='go')
            """);
  }

  @Test
  @DisplayName(
      "K64 T-K50: shutdown gives what has come, None for an end by it, noproc for one awaited")
  void shutdown() {
    String out =
        output(
            """
            task = Task.spawn(work, 1)
            await until_dead(task.pid)
            print(await task.shutdown(), await left())
            print(repr(await task.shutdown()))
            print(await Task.spawn(work, "wait").shutdown())
            print(await Task.spawn(work, "wait").shutdown("brutal_kill"))

            async def stubborn():
                trap_exit(True)
                send(top, "ready")
                while True:
                    await receive()

            top = self()
            task = Task.spawn(stubborn)
            await receive("ready".__eq__)
            print(await task.shutdown(timeout=0.01), is_alive(task.pid))
            async with TaskSupervisor() as tasks:
                task = await tasks.spawn_nolink(work, "boom")
                await until_dead(task.pid)
                print(repr(await task.shutdown()))
            trap_exit(True)
            print(await Task.spawn(work, "wait").shutdown(), await left())
            trap_exit(False)
            """);

    assertThat(out)
        .isEqualTo(
            """
            Ok(value=1) nothing
            TaskExit('noproc')
            None
            None
            None False
            TaskExit(Crashed('ValueError', 'boom'))
            None nothing
            """);
  }

  @Test
  @DisplayName("K65: ignore lets a task run on unlinked, and its value is dropped")
  void ignoring() {
    String out =
        output(
            """
            task = Task.spawn(work, "tell", self())
            print(task.ignore(), process_info(self(), "links", "monitors"))
            send(task.pid, "go")
            print(await receive(timeout=30), await until_dead(task.pid) in ("normal", "noproc"), await left())
            task = Task.spawn(work, 1)
            await until_dead(task.pid)
            print(task.ignore(), await left())
            """);

    assertThat(out)
        .isEqualTo(
            """
            None {'links': [], 'monitors': []}
            going True nothing
            Ok(value=1) nothing
            """);
  }

  @Test
  @DisplayName("K63: gather has one time for all, and leaves nothing of those it gave up")
  void gathering() {
    String out =
        output(
            """
            slow = Task.spawn(work, "tell", self())
            print(await failure(gather(Task.spawn(work, 1), slow, timeout=0.05)))
            send(slow.pid, "go")
            await receive("going".__eq__)
            await until_dead(slow.pid)
            print(await left(), await gather())
            try:
                gather(1)
            except TypeError as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            ('CallTimeout', 'timeout')
            nothing []
            gather takes tasks, not 1
            """);
  }

  @Test
  @DisplayName("K67: Task.start and start_link run for the effect; as a child a task is temporary")
  void effects() {
    String out =
        output(
            """
            async def tells(top, what):
                send(top, what)

            Task.start(tells, self(), "started")
            print(await receive(timeout=30))
            pid = Task.start_link(tells, self(), "linked")
            print(await receive(timeout=30))
            print(Child(Task, tells).restart, Child(tells).restart)
            async with Supervisor([Child(Task, tells, self(), "child", id="t")]) as sup:
                print(await receive(timeout=30))
                while await which_children(sup):
                    await sleep(0.001)
            """);

    assertThat(out)
        .isEqualTo(
            """
            started
            linked
            temporary permanent
            child
            """);
  }

  @Test
  @DisplayName("K68: a supervisor of tasks has a limit, knows its tasks and ends them")
  void supervised() {
    String out =
        output(
            """
            async with TaskSupervisor(max_children=2) as tasks:
                first = await tasks.spawn_nolink(work, "wait")
                second = await tasks.start_child(work, "wait")
                print(sorted(await tasks.children()) == sorted([first.pid, second]))
                print(await failure(tasks.spawn(work, 1)), await failure(tasks.start_child(work, 1)))
                send(second, "go")
                while len(await tasks.children()) > 1:
                    await sleep(0.001)
                print(await (await TaskSupervisor.spawn(tasks.pid, work, 3)))
            print((await first.poll()).reason)
            """);

    assertThat(out)
        .isEqualTo(
            """
            True
            ('SupervisorError', 'max_children') ('SupervisorError', 'max_children')
            3
            shutdown
            """);
  }

  @Test
  @DisplayName("K68: a task whose owner dies before it begins ends too")
  void ownerDies() {
    String out =
        output(
            """
            from rebeam.otp.task import start_waiting

            owner = spawn(work, "wait")
            async def waits_for(owner, top):
                pid = start_waiting(work, owner)
                send(top, pid)
                await until_dead(pid)
                send(top, "ended")

            spawn(waits_for, owner, self())
            pid = await receive(Pid, timeout=30)
            print(is_alive(pid))
            kill(owner)
            print(await receive(timeout=30))
            """);

    assertThat(out)
        .isEqualTo(
            """
            True
            ended
            """);
  }

  @Test
  @DisplayName("K8: the same from a blocking process, without await")
  void blocking() {
    String out =
        output(
            """
            def blocks(top):
                task = Task.spawn(work, 1)
                send(top, task.result())
                send(top, gather(Task.spawn(work, 2), Task.spawn(work, 3)))
                with TaskSupervisor() as tasks:
                    send(top, tasks.spawn_nolink(work, 4).poll())
                    send(top, list(tasks.stream(work, [5, 6])))
                send(top, [value for value in Task.stream(work, [7, 8])])

            pid, ref = spawn_monitor(blocks, self())
            print((await receive(ref, timeout=30)).reason)
            print([await receive() for _ in range(5)])
            """);

    assertThat(out)
        .isEqualTo(
            """
            normal
            [1, [2, 3], Ok(value=4), [5, 6], [7, 8]]
            """);
  }

  @Test
  @DisplayName(
      "K66 T-K51: a stream keeps the order of its items, or gives values as they are ready")
  void streams() {
    String out =
        output(
            """
            async def first_is_slow(n):
                if n == 0:
                    send(top, self())
                    await receive("go".__eq__)
                return n

            top = self()
            print([n async for n in Task.stream(work, range(20), max_concurrency=4)])
            async with Task.stream(first_is_slow, range(5), max_concurrency=2, ordered=False) as stream:
                values = []
                async for n in stream:
                    values.append(n)
                    if n == 4:
                        send(await receive(Pid), "go")
                print(values)
            async def lets_go(top):
                send(top, self())
                send(await receive(Pid), "go")

            top = spawn(lets_go, self())
            await receive(Pid)
            print([n async for n in Task.stream(first_is_slow, range(3), max_concurrency=3)])
            print([n async for n in Task.stream(work, [])], await left())
            """);

    assertThat(out)
        .isEqualTo(
            """
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
            [1, 2, 3, 4, 0]
            [0, 1, 2]
            [] nothing
            """);
  }

  @Test
  @DisplayName("K66: no more tasks run at a time than max_concurrency")
  void concurrency() {
    String out =
        output(
            """
            async def counted(n):
                running_now.add(n)
                most.append(len(running_now))
                await yield_()
                running_now.discard(n)
                return n

            running_now, most = set(), []
            print(sum([n async for n in Task.stream(counted, range(50), max_concurrency=3)]))
            print(max(most) <= 3, len(most))
            """);

    assertThat(out)
        .isEqualTo(
            """
            1225
            True 50
            """);
  }

  @Test
  @DisplayName("K66 T-K51: a stream that is left early leaves no task and no message")
  void leftEarly() {
    String out =
        output(
            """
            async def waits(n):
                if n:
                    send(top, self())
                    await receive("never".__eq__)
                return n

            top = self()
            async with Task.stream(waits, range(10), max_concurrency=3) as stream:
                async for n in stream:
                    others = [await receive(Pid, timeout=30) for _ in range(2)]
                    break
            print(n, [is_alive(pid) for pid in others], await left())
            print([n async for n in stream])
            async for n in (broken := Task.stream(waits, range(10), max_concurrency=3)):
                others = [await receive(Pid, timeout=30) for _ in range(2)]
                break
            print(await left(), [is_alive(pid) for pid in others])
            await broken.aclose()
            print([is_alive(pid) for pid in others], process_info(self(), "links"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            0 [False, False] nothing
            []
            nothing [True, True]
            [False, False] {'links': []}
            """);
  }

  @Test
  @DisplayName("K66 T-K52: a late task raises here, or is killed and is an element")
  void lateTasks() {
    String out =
        output(
            """
            async def never(n):
                return n if n != 1 else await receive("never".__eq__)

            options = {"max_concurrency": 3, "timeout": 0.05}
            print([n async for n in Task.stream(never, range(3), on_timeout="kill_task", **options)])
            async def all_of(stream):
                return [n async for n in stream]
            print(await failure(all_of(Task.stream(never, range(3), **options))), await left())
            """);

    assertThat(out)
        .isEqualTo(
            """
            [0, TaskExit('timeout'), 2]
            ('CallTimeout', 'timeout') nothing
            """);
  }

  @Test
  @DisplayName(
      "K66: a failed task raises here; of stream_nolink it is an element; so is an item's error")
  void failedStreams() {
    String out =
        output(
            """
            async def all_of(stream):
                return [n async for n in stream]

            def items():
                yield 1
                raise KeyError("items")

            print(await failure(all_of(Task.stream(work, [1, "boom", 3]))))
            async with TaskSupervisor() as tasks:
                print(await all_of(tasks.stream_nolink(work, [1, "boom", 3])))
                print(await failure(all_of(tasks.stream(work, [1, "boom", 3]))), await tasks.children())
            try:
                await all_of(Task.stream(work, items()))
            except KeyError as error:
                print(error, await left())
            for bad in {"max_concurrency": 0}, {"on_timeout": "ask"}, {"scheduler": 7}:
                try:
                    Task.stream(work, [], **bad)
                except ValueError as error:
                    print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            ('TaskExit', Crashed('ValueError', 'boom'))
            [1, TaskExit(Crashed('ValueError', 'boom')), 3]
            ('TaskExit', Crashed('ValueError', 'boom')) []
            'items' nothing
            max_concurrency is a number from 1 on, not 0
            on_timeout is 'exit' or 'kill_task', not 'ask'
            no scheduler 7: this node has scheduler 1
            """);
  }

  @Test
  @DisplayName(
      "K63: poll_many waits for tasks and requests, and keeps, drops or kills what is late")
  void pollMany() {
    String out =
        output(
            """
            class Server(GenServer):
                def handle_call(self, request, caller):
                    match request:
                        case "bad":
                            raise CallerError(KeyError("bad"))
                        case "late":
                            self.late = caller
                            return NO_REPLY
                        case "end":
                            reply(self.late, "at last")
                    return request

            async with Server() as server, TaskSupervisor() as tasks:
                waits = Task.spawn(work, "wait")
                boom = await tasks.spawn_nolink(work, "boom")
                late = send_request(server, "late")
                requests = [send_request(server, 1), send_request(server, "bad")]
                first = await poll_many([Task.spawn(work, 1), boom, *requests], timeout=30)
                print(first)
                print(await poll_many([boom, waits, late], timeout=0.01), await poll_many([]))
                await call(server, "end")
                send(waits.pid, "go")
                print(await poll_many([waits, late], timeout=None), await left())

                waits, late = Task.spawn(work, "wait"), send_request(server, "late")
                polled = await poll_many([Task.spawn(work, 2), waits, late], limit=1, timeout=None)
                print(polled)
                print(await poll_many([waits, late], timeout=0, on_timeout="kill_task"))
                print(await until_dead(waits.pid) in ("killed", "noproc"), await call(server, "end"))
                tells = Task.spawn(work, "tell", self())
                print(await poll_many([tells], timeout=0, on_timeout="ignore"))
                send(tells.pid, "go")
                print(await receive(timeout=30), await until_dead(tells.pid) != "killed", await left())
            for wrong in ([1], {}), ([], {"on_timeout": "kill"}), ([], {"limit": -1}):
                try:
                    await poll_many(wrong[0], **wrong[1])
                except (TypeError, ValueError) as error:
                    print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            [Ok(value=1), TaskExit(Crashed('ValueError', 'boom')), Ok(value=1), KeyError('bad')]
            [TaskExit(Crashed('ValueError', 'boom')), None, None] []
            [Ok(value='go'), Ok(value='at last')] nothing
            [Ok(value=2), None, None]
            [None, None]
            True end
            [None]
            going True nothing
            poll_many takes tasks and requests, not 1
            on_timeout is one of nothing, ignore, kill_task, not 'kill'
            limit is a number from 0 on, or None, not -1
            """);
  }

  @Test
  @DisplayName("A39, K68: a task knows on whose behalf it works, however it was started")
  void callers() {
    String out =
        output(
            """
            async def callers():
                return Task.callers()

            async def nested():
                return self(), await Task.spawn(callers)

            async def tells(to):
                send(to, (Task.callers(), process_dict()["$callers"]))

            top = self()
            print(Task.callers(), await Task.spawn(callers) == [top])
            print(await Task.spawn(lambda: Task.callers()) == [top])
            between, found = await Task.spawn(nested)
            print(found == [between, top])
            async with TaskSupervisor() as tasks:
                print(await (await tasks.spawn(callers)) == [top])
                print(await (await tasks.spawn_nolink(callers)) == [top])
                for stream in Task.stream, tasks.stream, tasks.stream_nolink:
                    print([found == [top] async for found in stream(lambda n: Task.callers(), range(2))])
                await tasks.start_child(tells, top)
                for start in Task.start, Task.start_link:
                    start(tells, top)
                print([await receive(tuple, timeout=30) == ([top], [top]) for _ in range(3)])
            """);

    assertThat(out)
        .isEqualTo(
            """
            [] True
            True
            True
            True
            True
            [True, True]
            [True, True]
            [True, True]
            [True, True, True]
            """);
  }
}
