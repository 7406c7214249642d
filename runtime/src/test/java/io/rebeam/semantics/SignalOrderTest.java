package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignalOrderTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-B01 (B5): messages sent after a fatal exit signal are never seen")
  void nothingIsSeenAfterAFatalExit() {
    String out =
        node.output(
            """
            async def child():
                while True:
                    message = await receive(timeout=0, default=None)
                    if message == "late":
                        raise ProcessExit("saw a late message")
                    await yield_()

            reasons = set()
            for _ in rounds(1_000):
                pid, ref = spawn_monitor(child)
                for _ in range(3):
                    send(pid, "ok")
                exit_signal(pid, "r")
                for _ in range(3):
                    send(pid, "late")
                reasons.add((await receive(ref, timeout=30)).reason)
            print(reasons)
            """);

    assertThat(out).isEqualTo("{'r'}\n");
  }

  @Test
  @DisplayName("T-B02, T-B14 (B3, B12): the messages of each sender arrive in its order")
  void eachSendersMessagesAreInOrder() {
    String out =
        node.output(
            """
            async def sender(to, name):
                for n in range(500):
                    send(to, (name, n))
                    if n % 7 == 0:
                        await yield_()

            def blocking_sender(to, name):
                for n in range(500):
                    send(to, (name, n))

            for name in range(3):
                spawn(sender, self(), name)
            spawn(blocking_sender, self(), 3)
            seen = {name: [] for name in range(4)}
            for _ in range(2000):
                name, n = await receive(timeout=30)
                seen[name].append(n)
            print(all(numbers == list(range(500)) for numbers in seen.values()))
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("T-B03, T-B04 (B3, B17): a process's messages precede its DOWN and its EXIT")
  void lastWordsPrecedeTheEnd() {
    String out =
        node.output(
            """
            async def child(to):
                for n in range(100):
                    send(to, n)

            def blocking_child(to):
                for n in range(100):
                    send(to, n)

            trap_exit(True)
            for round in rounds(1_000):
                spawn_monitor(child if round % 10 else blocking_child, self())
                got = [await receive(timeout=30) for _ in range(101)]
                assert got[:100] == list(range(100)) and type(got[100]) is Down, got
                spawn_link(child if round % 10 else blocking_child, self())
                got = [await receive(timeout=30) for _ in range(101)]
                assert got[:100] == list(range(100)) and type(got[100]) is Exit, got
            """);

    assertThat(out).isEmpty();
  }

  @Test
  @DisplayName("T-B08 (M12): a process in a loop of receives can be ended")
  void aLoopOfReceivesCanBeEnded() {
    String out =
        node.output(
            """
            async def child(top):
                send(top, "runs")
                while True:
                    send(self(), "again")
                    await receive()

            for reason in ("x", "kill"):
                pid, ref = spawn_monitor(child, self())
                await receive(lambda m: m == "runs", timeout=30)
                exit_signal(pid, reason)
                print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("x\nkilled\n");
  }

  @Test
  @DisplayName("T-B10 (B7): links, monitors and questions do not disturb a selective receive")
  void aWaitingProcessAnswers() {
    String out =
        node.output(
            """
            async def child(top):
                send(top, ("got", await receive((lambda m: m == "wanted",))))
                await receive()

            async def other(target):
                link(target)
                monitor(target)
                await receive()

            pid = spawn(child, self())
            send(pid, "junk")
            one = spawn(other, pid)
            while not process_info(pid, "links")["links"]:
                await sleep(0.005)
            print(process_info(pid, "links", "message_queue_len") ==
                  {"links": [one], "message_queue_len": 1})
            send(pid, "wanted")
            print(await receive(timeout=30))
            exit_signal(pid, "end")
            refs = [monitor(pid), monitor(one)]
            for ref in refs:
                await receive(ref, timeout=30)
            """);

    assertThat(out).isEqualTo("True\n('got', 'wanted')\n");
  }

  @Test
  @DisplayName("T-B11 (B8): a send to the dead is silent")
  void aSendToTheDeadIsSilent() {
    TestNode.Outcome outcome =
        node.run(
            """
            async def child():
                pass

            pid, ref = spawn_monitor(child)
            await receive(ref, timeout=30)
            print(send(pid, "x"))
            """);

    assertThat(outcome.output()).isEqualTo("x\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  @DisplayName("T-B12, T-B13 (B13): a message to oneself is there at once, at the end")
  void messagesToOneself() {
    String out =
        node.output(
            """
            send(self(), "a")
            send(self(), "b")
            print(await receive(timeout=0), await receive(timeout=0))
            """);

    assertThat(out).isEqualTo("a b\n");
  }

  @Test
  @DisplayName("T-B15 (M14): ping-pong never stalls, between threads neither")
  void pingPongNeverStalls() {
    String out =
        node.output(
            """
            async def pong():
                async for sender, n in mailbox():
                    send(sender, n)

            def blocking_pong():
                while True:
                    sender, n = receive()
                    send(sender, n)

            for fn, times in ((pong, 100_000), (blocking_pong, 10_000)):
                pid = spawn(fn)
                for n in rounds(times):
                    send(pid, (self(), n))
                    assert await receive(timeout=30) == n
                kill(pid)
            print("done")
            """);

    assertThat(out).isEqualTo("done\n");
  }

  @Test
  @DisplayName("T-B16 (M11): a process's state needs no lock")
  void aCounterCountsExactly() {
    String out =
        node.output(
            """
            class Counter:
                total = 0

            async def counter(top, expected):
                state = Counter()
                while state.total < expected:
                    amount = await receive()
                    old = state.total
                    await yield_()
                    state.total = old + amount
                send(top, state.total)

            def adder(to, times):
                for _ in range(times):
                    send(to, 1)

            pid = spawn(counter, self(), 8 * 500)
            for _ in range(8):
                spawn(adder, pid, 500)
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("4000\n");
  }

  @Test
  @DisplayName(
      "T-B06, T-B09 (B3, B4): a monitor that was set up before counts; C takes either order")
  void waitingAndOrder() {
    String out =
        node.output(
            """
            async def watched(top):
                await receive()
                send(top, "m")

            ok = 0
            for _ in range(1000):
                p, ref = spawn_monitor(watched, self())
                send(p, "go")
                ok += await receive() == "m" and (await receive()).ref == ref
            print(ok)

            async def forwards(to):
                send(to, await receive())

            async def sends(to, by):
                send(to, "direct")
                send(by, "forwarded")

            for _ in range(100):
                by = spawn(forwards, self())
                spawn(sends, self(), by)
                assert {await receive(), await receive()} == {"direct", "forwarded"}
            print(await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("1000\nempty\n");
  }
}
