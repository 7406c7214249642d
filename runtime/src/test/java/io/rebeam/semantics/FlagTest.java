package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlagTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-I02 (I5): high ones run first, low ones once for eight normal ones")
  void priorities() {
    String out =
        node.output(
            """
            from statistics import median

            async def runner(top, level, rounds):
                old = set_priority(level)
                assert old == "normal", old
                for _ in range(rounds):
                    await yield_()
                    send(top, level)

            async def order(rounds, *levels):
                for level in levels:
                    spawn(runner, self(), level, rounds)
                await sleep(0)
                return [await receive(str) for _ in range(rounds * len(levels))]

            async def low_ones():
                return (await order(90, "low", "normal"))[:90].count("low")

            async def normal_ones_before_the_last_high():
                seen = await order(50, "normal", "high")
                return seen[: 99 - seen[::-1].index("high")].count("normal")

            # Of some rounds: one of them may be stuck for longer than a slice, on a slow machine,
            # and others then run beside it (M3).
            set_priority("high")
            print(5 <= median([await low_ones() for _ in range(9)]) < 20)
            print(median([await normal_ones_before_the_last_high() for _ in range(9)]) <= 1)
            print(set_priority("normal"))
            """);

    assertThat(out).isEqualTo("True\nTrue\nhigh\n");
  }

  @Test
  @DisplayName("I4, I5: a priority is an option of spawn, is shown, and is not inherited")
  void aPriorityIsShown() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            async def parent(top):
                send(top, spawn(child))
                await receive()

            p = spawn_opt(parent, (self(),), priority="low")
            q = await receive(Pid)
            print([process_info(x, "priority")["priority"] for x in (p, q, self())])
            kill(p), kill(q)
            """);

    assertThat(out).isEqualTo("['low', 'normal', 'normal']\n");
  }

  @Test
  @DisplayName("T-C34 (C25): a process whose mailbox is full exits, and one line is logged")
  void aFullMailboxEndsItsProcess() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def slow(top):
                trap_exit(True)
                try:
                    await receive(lambda m: m == "never")
                finally:
                    send(top, "finally")

            def slow_thread(top):
                receive(lambda m: m == "never")

            for fn in (slow, slow_thread):
                pid, ref = spawn_opt(fn, (self(),), monitor=True, name="slow", max_messages=100)
                while process_info(pid, "status")["status"] != "waiting":
                    await yield_()
                print(process_info(pid, "max_messages"))
                for n in range(100):
                    send(pid, n)
                print(process_info(pid, "message_queue_len"))
                send(pid, 100)
                send(pid, 101)
                print(is_alive(pid), (await receive(ref)).reason)
            print(await receive(timeout=0))
            """);

    assertThat(outcome.output())
        .isEqualTo(
            """
            {'max_messages': 100}
            {'message_queue_len': 100}
            False message_queue_limit
            {'max_messages': 100}
            {'message_queue_len': 100}
            False message_queue_limit
            finally
            """);
    node.expectError("slow exits: its mailbox is full (max_messages=100)");
  }

  @Test
  @DisplayName("T-I03, T-C32 (I9): a suspended process gets signals and does not run")
  void suspending() {
    String out =
        node.output(
            """
            async def echo(top):
                async for m in mailbox():
                    send(top, m)

            def echo_thread(top):
                while True:
                    send(top, receive())

            async def suspender(pid, top):
                suspend_process(pid)
                suspend_process(pid)
                send(top, "suspended")
                await receive()
                resume_process(pid)
                send(top, "resumed")
                await receive()

            for fn in (echo, echo_thread):
                p = spawn(fn, self())
                s = spawn(suspender, p, self())
                assert await receive() == "suspended"
                send(p, 1)
                print(process_info(p, "status", "message_queue_len"))
                print(process_info(s, "suspending")["suspending"] == [(p, 2)])
                send(s, "go on")
                assert await receive() == "resumed"
                print(await receive(timeout=0.02, default="nothing"), process_info(p, "status"))
                kill(s)
                print(await receive(timeout=30))
                suspend_process(p)
                kill(p)
                print(is_alive(p))
            for bad in (self(), p):
                try:
                    suspend_process(bad)
                except (ValueError, NoProcess) as error:
                    print(type(error).__name__)
            try:
                resume_process(self())
            except ValueError as error:
                print("not suspended" if "not suspended by" in str(error) else error)
            """);

    String each =
        """
        {'status': 'suspended', 'message_queue_len': 1}
        True
        nothing {'status': 'suspended'}
        1
        False
        """;
    assertThat(out).isEqualTo(each + each + "ValueError\nNoProcess\nnot suspended\n");
  }

  @Test
  @DisplayName(
      "I9, F9, G20: time goes on for a suspended process, which sees at its resume what came")
  void aTimeoutPassesMeanwhile() {
    String out =
        node.output(
            """
            async def waits(top):
                send(top, await receive(timeout=0.01, default="timed out"))

            def waits_thread(top):
                send(top, receive(timeout=0.01, default="timed out"))

            for fn in (waits, waits_thread):
                for late in (False, True):
                    p = spawn(fn, self())
                    suspend_process(p)
                    print(await receive(timeout=0.05, default="nothing"))
                    if late:  # too late, though it is there when the process goes on
                        send(p, "message")
                    resume_process(p)
                    print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("nothing\ntimed out\nnothing\nmessage\n".repeat(2));
  }

  @Test
  @DisplayName("I9: who has ended is suspended by nobody any more")
  void theDeadAreNotSuspended() {
    String out =
        node.output(
            """
            async def waits():
                await receive()

            p = spawn(waits)
            suspend_process(p)
            print(process_info(self(), "suspending")["suspending"] == [(p, 1)])
            kill(p)
            while process_info(self(), "suspending")["suspending"]:
                await yield_()
            try:
                resume_process(p)
            except ValueError:
                print("not suspended")
            """);

    assertThat(out).isEqualTo("True\nnot suspended\n");
  }

  @Test
  @DisplayName("I9, M14: suspenders that come, go and are killed lose no message and no wake-up")
  void suspensionsAreRaced() {
    String out =
        node.output(
            """
            import random

            async def echo(top):
                while True:
                    send(top, ("echo", await receive(int, timeout=60)))

            async def meddles(victim, seed, times):
                dice = random.Random(seed)
                depth = 0
                for _ in range(times):
                    if depth and dice.random() < 0.5:
                        resume_process(victim)
                        depth -= 1
                    else:
                        suspend_process(victim)
                        depth += 1
                    if dice.random() < 0.3:
                        await yield_()
                if dice.random() < 0.5:
                    await receive()  # it is killed, and what it suspends goes on
                for _ in range(depth):
                    resume_process(victim)

            seed = random.randrange(1 << 30)
            print("seed", seed)
            dice = random.Random(seed)
            victim = spawn(echo, self())
            for n in rounds(2_000):
                meddlers = [
                    spawn(meddles, victim, dice.random(), dice.randrange(1, 12)) for _ in range(3)
                ]
                for _ in range(dice.randrange(3)):
                    await yield_()
                send(victim, n)
                for pid in meddlers:
                    if dice.random() < 0.5:
                        kill(pid)
                    else:
                        send(pid, "go on")
                assert await receive(timeout=30) == ("echo", n), n
            while process_info(victim, "status")["status"] != "waiting":
                await yield_()
            kill(victim)
            print("done")
            """);

    assertThat(out).matches("seed \\d+\ndone\n");
  }

  @Test
  @DisplayName("max_messages ends a process that is busy or blocked, not only one that waits")
  void maxMessagesEndsTheBusy() {
    String out =
        node.output(
            """
            import time

            async def spins(top):
                send(top, "up")
                while True:
                    pass

            def blocks(top):
                send(top, "up")
                time.sleep(3600)

            for fn in (spins, blocks):
                pid, ref = spawn_opt(fn, (self(),), monitor=True, max_messages=10)
                await receive("up".__eq__)
                for n in range(11):
                    send(pid, n)
                print((await receive(ref, timeout=30)).reason)
                while system_info("zombie_threads")["zombie_threads"]:
                    await sleep(0.005)
            """);

    assertThat(out).isEqualTo("message_queue_limit\n".repeat(2));
  }
}
