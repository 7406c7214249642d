package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveTest {
  /** {@code fill(...)} sends to oneself, {@code drain()} takes all that is there. */
  private static final String HELPERS =
      """
      def fill(*messages):
          for message in messages:
              send(self(), message)

      async def drain():
          taken = []
          while (m := await receive(timeout=0, default=drain)) is not drain:
              taken.append(m)
          return taken

      """;

  @RegisterExtension final TestNode node = new TestNode();

  private String output(String program) {
    return node.output(HELPERS + program);
  }

  @Test
  @DisplayName("T-F01 to T-F03 (F1, F2): the oldest match is taken, the rest stays in order")
  void theOldestMatchIsTaken() {
    String out =
        output(
            """
            fill("c", "a", "b")
            print(await receive((lambda m: m == "a", lambda m: m == "b")), await drain())
            fill("y1", "x1")
            print(await receive((lambda m: m == "x1", lambda m: m == "y1")), await drain())
            fill(*range(100), "match")
            print(await receive(str), await drain() == list(range(100)))
            """);

    assertThat(out).isEqualTo("a ['c', 'b']\ny1 ['x1']\nmatch True\n");
  }

  @Test
  @DisplayName("N20: a match is a class, a Ref, a predicate or a tuple of these")
  void whatMatches() {
    String out =
        output(
            """
            from dataclasses import dataclass

            @dataclass
            class Job:
                n: int

            ref = alias()
            fill(1, "s", Job(2), True, ("reply", ref, 7), ref, None, [1])
            print(await receive(Job))
            print(await receive(bool))
            print((await receive(ref))[2])
            print(await receive(ref) == ref)
            print(await receive((dict, lambda m: m == "s")))
            print(await receive((list, (type(None),))))
            print(await receive(lambda m: m == [1]))
            print(await receive(int), await drain())
            unalias(ref)
            """);

    assertThat(out).isEqualTo("Job(n=2)\nTrue\n7\nTrue\ns\nNone\n[1]\n1 []\n");
  }

  @Test
  @DisplayName("T-F04, T-F05 (F5): timeout 0 scans all messages once")
  void timeoutZeroScansOnce() {
    String out =
        output(
            """
            fill(*range(10000), "last")
            print(await receive(str, timeout=0))
            try:
                await receive(str, timeout=0)
            except ReceiveTimeout as error:
                print(error, isinstance(error, TimeoutError))
            print(await receive(str, timeout=0, default="none"), await receive(str, timeout=0, default=None))
            print(await drain() == list(range(10000)))
            """);

    assertThat(out).isEqualTo("last\nno matching message within 0.0 s True\nnone None\nTrue\n");
  }

  @Test
  @DisplayName("T-F06 (F7): messages that do not match do not prolong a timeout")
  void unmatchedMessagesDoNotProlongATimeout() {
    String out =
        output(
            """
            import time

            ref = send_interval(0.05, self(), "y")
            # Were each message to begin the timeout anew, this number would end the receive.
            stop = send_after(60, self(), 1)
            began = time.monotonic()
            print(await receive(int, timeout=0.3, default="timeout"))
            print(time.monotonic() - began >= 0.3)
            cancel_timer(ref)
            cancel_timer(stop)
            print(set(await drain()))
            """);

    assertThat(out).isEqualTo("timeout\nTrue\n{'y'}\n");
  }

  @Test
  @DisplayName("T-F07 (F4): wrong timeouts and matches are refused at once")
  void wrongArgumentsAreRefused() {
    String out =
        output(
            """
            from datetime import timedelta

            fill("kept")
            for arguments in ({"timeout": -1}, {"timeout": float("nan")}, {"timeout": "x"},
                              {"timeout": True}, {"match": "name"}, {"match": (int, 5)}):
                try:
                    receive(**arguments)
                except (TypeError, ValueError) as error:
                    print(f"{type(error).__name__}: {error}")
            print(await receive(int, timeout=timedelta(milliseconds=10), default="late"), await drain())
            """);

    assertThat(out)
        .isEqualTo(
            """
            ValueError: a time must not be negative: -1
            ValueError: a time must not be negative: nan
            TypeError: a time is given in seconds or as timedelta, not 'x'
            TypeError: a time is given in seconds or as timedelta, not True
            TypeError: receive matches by a class, a Ref, a predicate or a tuple of these, not 'name'
            TypeError: receive matches by a class, a Ref, a predicate or a tuple of these, not 5
            late ['kept']
            """);
  }

  @Test
  @DisplayName("T-F08 (F9): a message at the deadline is received or stays, never lost")
  void aMessageAtTheDeadlineIsNotLost() {
    String out =
        output(
            """
            wrong = 0
            for n in rounds(10_000):
                send_after(0.002, self(), n)
                if await receive(timeout=0.002, default=None) is None:
                    wrong += await receive(timeout=30) != n
                wrong += len(await drain())
            print(wrong)
            """);

    assertThat(out).isEqualTo("0\n");
  }

  @Test
  @DisplayName("T-F09 (F8): sleep takes no messages and is not shortened by them")
  void sleepLeavesMessages() {
    String out =
        output(
            """
            import time

            ref = send_interval(0.01, self(), "tick")
            began = time.monotonic()
            await sleep(0.1)
            print(time.monotonic() - began >= 0.1)
            cancel_timer(ref)
            print(set(await drain()))
            """);

    assertThat(out).isEqualTo("True\n{'tick'}\n");
  }

  @Test
  @DisplayName("T-F12 (N12): a predicate that raises leaves all messages in order")
  void aRaisingPredicateLeavesMessages() {
    String out =
        output(
            """
            fill(1, 2, "three", 4)
            try:
                await receive(lambda m: m + 0 > 3)
            except TypeError:
                print("raised")
            print(await drain())
            """);

    assertThat(out).isEqualTo("raised\n[1, 2, 'three', 4]\n");
  }

  @Test
  @DisplayName("T-F11, T-F20 (F13, F22): receives inside the handling of a message")
  void nestedReceives() {
    String out =
        output(
            """
            fill("outer", 1, "inner", 2)

            async def handle(message):
                return message, await receive(str)

            print(await handle(await receive(str)), await drain())
            """);

    assertThat(out).isEqualTo("('outer', 'inner') [1, 2]\n");
  }

  @Test
  @DisplayName("T-F13, T-F16, T-F18 (F15, F17, F19): aliases")
  void aliases() {
    String out =
        output(
            """
            async def sender(to, ref):
                for n in range(100):
                    send(to if n % 2 else ref, n)
                send(to, "done")

            async def stranger(top, ref):
                send(top, unalias(ref))

            ref = alias()
            spawn(sender, self(), ref)
            await receive(lambda m: m == "done", timeout=30)
            print(await drain() == list(range(100)))
            spawn(stranger, self(), ref)
            print(await receive(timeout=30))
            print(unalias(ref), unalias(ref))
            send(ref, "late")
            print(await drain())
            """);

    assertThat(out).isEqualTo("True\nFalse\nTrue False\n[]\n");
  }

  @Test
  @DisplayName("T-F17 (F18): a send to a dead process's alias is silent")
  void aDeadAlias() {
    String out =
        output(
            """
            async def child(top):
                send(top, alias())

            spawn(child, self())
            ref = await receive(Ref, timeout=30)
            await sleep(0.02)
            print(send(ref, "x"))
            """);

    assertThat(out).isEqualTo("x\n");
  }

  @Test
  @DisplayName("T-F21 (B6): a trapped exit that does not match stays queued")
  void aTrappedExitStaysQueued() {
    String out =
        output(
            """
            async def child(top):
                trap_exit(True)
                send(top, "ready")
                first = await receive(lambda m: m == "go")
                send(top, (first, (await receive(timeout=0)).reason))

            pid = spawn(child, self())
            await receive(timeout=30)
            exit_signal(pid, "x")
            print(is_alive(pid))
            send(pid, "go")
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("True\n('go', 'x')\n");
  }

  @Test
  @DisplayName("T-G19 (G19): timers of receives that matched do not pile up")
  void matchedReceivesLeaveNoTimers() {
    String out =
        output(
            """
            for n in range(5000):
                fill(n)
                assert await receive(int, timeout=3600) == n
            print("done", await receive(timeout=0.01, default="nothing stray"))
            """);

    assertThat(out).isEqualTo("done nothing stray\n");
  }

  @Test
  @DisplayName("F2: mailbox() gives all messages in order")
  void mailboxGivesAllMessages() {
    String out =
        output(
            """
            fill(1, 2, 3, "stop", 4)
            async for message in mailbox():
                if message == "stop":
                    break
                print(message)
            print(await drain())
            """);

    assertThat(out).isEqualTo("1\n2\n3\n[4]\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await sleep(0.001)",
        "await receive(timeout=0.001, default=None)",
        "await run_blocking(print, end='')"
      })
  @DisplayName("M14, B7: a wake-up ends one wait; the receive after it waits without running")
  void aWakeUpEndsOneWaitOnly(String earlierWait) {
    String out =
        output(
            """
            async def waits(boss):
                %s
                send(boss, "next")
                await receive()

            p = spawn(waits, self())
            await receive()
            seen = set()
            for _ in range(100):
                await yield_()
                seen.add(process_info(p, "status")["status"])
            print(seen)
            kill(p)
            """
                .formatted(earlierWait));

    assertThat(out).isEqualTo("{'waiting'}\n");
  }

  @Test
  @DisplayName("T-F15 (F17): after unalias nothing sent through the alias is received")
  void unaliasIsAnEdge() {
    String out =
        output(
            """
            def sends(ref, top):
                for n in range(300):
                    send(ref, n)
                send(top, "sent")

            total = 0
            for _ in rounds(1_000):
                ref = alias()
                spawn(sends, ref, self())
                await sleep(0)
                unalias(ref)
                before = process_info(self(), "message_queue_len")["message_queue_len"]
                await receive(lambda m: m == "sent", timeout=30)
                after = process_info(self(), "message_queue_len")["message_queue_len"]
                assert after <= before, (before, after)
                total += len(await drain())
            print(total <= 30_000)
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("T-F19 (F21): an EXIT of former trapping stays while other things are received")
  void anOldExitMessageStays() {
    String out =
        output(
            """
            async def child():
                pass

            trap_exit(True)
            p = spawn_link(child)
            while not process_info(self(), "message_queue_len")["message_queue_len"]:
                await yield_()
            trap_exit(False)
            fill("a", "b")
            print(await receive(str), await receive(str), [type(m).__name__ for m in await drain()])
            """);

    assertThat(out).isEqualTo("a b ['Exit']\n");
  }
}
