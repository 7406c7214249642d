package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong arguments of each primitive: refused at once, with a helpful message. */
class ArgumentTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("wrong types raise TypeError or ValueError and name what was given")
  void wrongTypesAreRefused() {
    String out =
        node.output(
            """
            async def job():
                pass

            def attempt(fn, *args, **kwargs):
                try:
                    fn(*args, **kwargs)
                except (TypeError, ValueError) as error:
                    print(f"{fn.__name__}: {type(error).__name__}: {error}")
                else:
                    print(f"{fn.__name__}: accepted {args}")

            call = job()
            attempt(spawn, call)
            attempt(spawn, 5)
            attempt(spawn_link, "job")
            attempt(spawn_monitor, None)
            attempt(spawn_opt, job, scheduler=7)
            attempt(send, 5, "x")
            attempt(send, None, "x")
            attempt(link, 5)
            attempt(unlink, None)
            attempt(monitor, 5)
            attempt(demonitor, self())
            attempt(unalias, 5)
            attempt(exit_signal, "x", "y")
            attempt(kill, None)
            attempt(trap_exit, 1)
            attempt(register, 1)
            attempt(unregister, None)
            attempt(whereis, None)
            attempt(is_alive, 1)
            attempt(process_info, 1)
            attempt(process_info, self(), "colour")
            attempt(sleep, "1")
            attempt(sleep, -1)
            attempt(pid, 1.5)
            attempt(pid, "abc")
            attempt(pid, "<0.999999999.0>")
            print(len(processes()))
            """);

    assertThat(out.replaceAll("#Ref<0\\.\\d+>", "REF").replaceAll("not <0\\.\\d+\\.0>", "not PID"))
        .contains(
            """
            spawn: TypeError: spawn needs a function, not coroutine; give the function and its arguments, not its call
            spawn: TypeError: spawn needs a function, not int
            spawn_link: TypeError: spawn needs a function, not str
            spawn_monitor: TypeError: spawn needs a function, not NoneType
            spawn_opt: ValueError: no scheduler 7: this node has scheduler 1
            send: TypeError: cannot send to 5: give a pid, a name or an alias
            send: TypeError: cannot send to None: give a pid, a name or an alias
            link: TypeError: link needs a pid, not 5
            unlink: TypeError: unlink needs a pid, not None
            monitor: TypeError: monitor needs a pid, not 5
            demonitor: TypeError: demonitor needs a Ref, not PID
            unalias: TypeError: unalias needs a Ref, not 5
            exit_signal: TypeError: exit_signal needs a pid, not 'x'; look a name up with whereis(name)
            kill: TypeError: kill needs a pid, not None
            trap_exit: TypeError: trap_exit takes True or False, not 1
            register: TypeError: a name is a str, not 1
            unregister: TypeError: a name is a str, not None
            whereis: TypeError: a name is a str, not None
            is_alive: TypeError: is_alive needs a pid, not 1
            process_info: TypeError: process_info needs a pid, not 1
            """)
        .contains("process_info: ValueError: unknown item 'colour'; there are registered_name, ")
        .contains(
            """
            sleep: TypeError: a time is given in seconds or as timedelta, not '1'
            sleep: ValueError: a time must not be negative: -1
            pid: TypeError: a pid is given as text or number, not float
            pid: ValueError: not a pid: 'abc'; a pid looks like <0.42.0>
            pid: ValueError: there never was a process <0.999999999.0>
            """);
  }

  @Test
  @DisplayName("A24: pids and refs are values: equal, ordered, hashable, printed, parsed")
  void pidsAndRefsAreValues() {
    String out =
        node.output(
            """
            async def waits():
                await receive()

            a, b = spawn(waits), spawn(waits)
            print(pid(repr(a)) == a, pid(repr(a).strip("<>")) == a, a < b, a != b, a == 5,
                  len({a, b, pid(repr(a))}))
            kill(a)
            print(pid(repr(a)) == a, is_alive(pid(repr(a))))
            kill(b)
            one, two = alias(), alias()
            print(one == two, len({one, two}), repr(one).startswith("#Ref<0."))
            unalias(one), unalias(two)
            """);

    assertThat(out).isEqualTo("True True True True False 2\nTrue False\nFalse 2 True\n");
  }

  @Test
  @DisplayName("outside a process the primitives say so")
  void outsideAProcess() {
    String out =
        node.output(
            """
            import threading

            def outside():
                for fn in (self, lambda: link(top), lambda: receive(timeout=0)):
                    try:
                        fn()
                        print("no error")
                    except RuntimeError as error:
                        print(error)
                send(top, "from a thread")

            top = self()
            thread = threading.Thread(target=outside)
            thread.start()
            await run_blocking(thread.join)
            print(await receive(timeout=30))
            """);

    assertThat(out)
        .isEqualTo(
            """
            this needs a process: the calling thread runs none
            this needs a process: the calling thread runs none
            this needs a process: the calling thread runs none
            from a thread
            """);
  }

  @Test
  @DisplayName("await of something that is not rebeam's is refused in the process")
  void aForeignAwaitIsRefused() {
    TestNode.Outcome outcome =
        node.run(
            """
            class Foreign:
                def __await__(self):
                    yield "something"

            async def child():
                await Foreign()

            pid, ref = spawn_monitor(child)
            print((await receive(ref, timeout=30)).reason.message)
            """);

    assertThat(outcome.output())
        .isEqualTo(
            "await of a str that is not rebeam's: await receive(), sleep() and the like, or"
                + " run_blocking(function)\n");
  }

  @Test
  @DisplayName("wrong options are refused with what was given, and leave nothing half done")
  void wrongOptionsAreRefused() {
    String out =
        node.output(
            """
            async def job():
                await receive()

            def attempt(fn, *args, **kwargs):
                try:
                    print(fn(*args, **kwargs))
                except (TypeError, ValueError) as error:
                    print(f"{type(error).__name__}: {error}")

            before = len(processes())
            attempt(spawn_opt, job, 5, name="n", link=True)
            attempt(spawn_opt, job, (), 5, name="n")
            attempt(spawn_opt, job, link=1, name="n")
            attempt(spawn_opt, job, priority="max", name="n")
            attempt(spawn_opt, job, max_messages="5", name="n")
            attempt(spawn_opt, job, name="42")
            attempt(monitor, self(), alias="x")
            attempt(set_priority, None)
            attempt(suspend_process, "x")
            attempt(resume_process, 5)
            attempt(system_info, "x")
            attempt(send_after, "x", self(), 1, abs=True)
            print(len(processes()) - before, registered(), process_info(self(), "links"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            TypeError: args is a tuple of arguments, not 5
            TypeError: kwargs is a dict of arguments, not 5
            TypeError: link takes True or False, not 1
            ValueError: a priority is one of low, normal, high, not 'max'
            TypeError: max_messages is a number of messages, not '5'
            ValueError: '42' cannot be a name: it would read as something else
            ValueError: alias is True, False or one of explicit_unalias, demonitor, reply_demonitor, not 'x'
            ValueError: a priority is one of low, normal, high, not None
            TypeError: suspend_process needs a pid, not 'x'; look a name up with whereis(name)
            TypeError: resume_process needs a pid, not 5
            ValueError: unknown item 'x'; there are process_count, process_limit, schedulers, blocking_threads, blocking_thread_limit, zombie_threads, alias_count, timer_count
            TypeError: a point of time.monotonic() is a number of seconds, not 'x'
            0 [] {'links': []}
            """);
  }

  @Test
  @DisplayName("numbers that the runtime cannot hold, and hand-made pids and refs, are refused")
  void whatTheRuntimeCannotHoldIsRefused() {
    String out =
        node.output(
            """
            import enum, select

            class Number(enum.IntEnum):
                OWN = int(repr(self())[3:-3])

            async def job():
                await receive()

            def attempt(fn, *args, **kwargs):
                try:
                    print(fn(*args, **kwargs))
                except (TypeError, ValueError, OverflowError) as error:
                    print(f"{type(error).__name__}: {error}")

            attempt(pid, 2**63)
            attempt(pid, -2**70)
            attempt(pid, "<0.9223372036854775808.0>")
            attempt(spawn_opt, job, max_messages=2**63)
            attempt(Ref, 2**63)
            attempt(Ref, 0)
            attempt(Ref, "x")
            attempt(Ref, True)
            attempt(Pid, 5)
            attempt(Pid, None)
            attempt(select.select, [2**31], [], [], 1)
            last = Ref(2**63 - 1)
            send(last, "nobody")
            print(demonitor(last, info=True), unalias(last), cancel_timer(last), read_timer(last))
            print(pid(Number.OWN) == pid((2**70 | Number.OWN) - 2**70) == self())
            print(len(ps(limit=2**70)) == len(processes()) == mem(2**70)["processes"],
                  ps(min_mq=2**70), mbox(self(), 2**70, start=2**70)["length"], bt(stuck=1e300))
            """);

    assertThat(out)
        .isEqualTo(
            """
            ValueError: there never was a process 9223372036854775808
            ValueError: there never was a process -1180591620717411303424
            ValueError: there never was a process <0.9223372036854775808.0>
            ValueError: max_messages must be at most 9223372036854775807, not 9223372036854775808
            ValueError: there never was a reference 9223372036854775808
            ValueError: there never was a reference 0
            TypeError: a Ref has a number, not 'x'
            TypeError: a Ref has a number, not True
            TypeError: a Pid is made by spawn(), self() or pid(text), not from 5
            TypeError: a Pid is made by spawn(), self() or pid(text), not from None
            OverflowError: a file descriptor is no larger than 2147483647, not 2147483648
            False False None None
            True
            True [] 0 []
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial(5)", "demonitor('x')", "send(5.5, 'x')"})
  @DisplayName("a bug in a primitive is a SystemError at its caller, and told once")
  void aBugInAPrimitiveIsRaised(String call) {
    TestNode.Outcome outcome =
        node.run(
            """
            import _rebeam_host

            async def calls(top):
                try:
                    try:
                        _rebeam_host.%s
                    except SystemError as error:
                        send(top, str(error).partition(": java.lang.")[0])
                    _rebeam_host.%s
                finally:
                    send(top, "finally")

            pid, ref = spawn_monitor(calls, self())
            for _ in range(2):
                print(await receive(str, timeout=30))
            print((await receive(ref, timeout=30)).reason.exc_type)
            """
                .formatted(call, call));

    assertThat(outcome.output()).isEqualTo("internal error\nfinally\nSystemError\n");
    assertThat(outcome.err())
        .containsOnlyOnce("rebeam: internal error: java.lang.")
        .contains("calls crashed: SystemError: internal error: java.lang.");
  }
}
