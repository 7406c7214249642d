package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-D01, T-D24: each monitor is one of its own")
  void eachMonitorFires() {
    String out =
        node.output(
            """
            async def child():
                await receive()
                raise ProcessExit("x")

            pid = spawn(child)
            refs = [monitor(pid) for _ in range(3)]
            print(process_info(self(), "monitors")["monitors"] == [pid] * 3,
                  process_info(pid, "monitored_by")["monitored_by"] == [self()] * 3)
            send(pid, "go")
            downs = [await receive(timeout=30) for _ in range(3)]
            print({down.ref for down in downs} == set(refs), {down.reason for down in downs})
            """);

    assertThat(out).isEqualTo("True True\nTrue {'x'}\n");
  }

  @Test
  @DisplayName("T-D02, T-D05, T-D06: monitors by name watch the process the name had")
  void monitorsByName() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            one, two = spawn(child), spawn(child)
            register("n", one)
            ref = monitor("n")
            print(process_info(self(), "monitors")["monitors"])
            unregister("n")
            register("n", two)
            kill(two)
            kill(one)
            print(await receive(timeout=30) == Down(ref, "n", "killed"))
            print(await receive(timeout=0.05, default="empty"))
            ref = monitor("nobody")
            print(await receive(timeout=0) == Down(ref, "nobody", "noproc"))
            """);

    assertThat(out).isEqualTo("['n']\nTrue\nempty\nTrue\n");
  }

  @Test
  @DisplayName("T-D03, T-D04: a normal end is told, a dead pid gives noproc")
  void normalEndsAndTheDead() {
    String out =
        node.output(
            """
            async def child():
                pass

            pid, ref = spawn_monitor(child)
            print(await receive(timeout=30) == Down(ref, pid, "normal"))
            ref = monitor(pid)
            print(await receive(timeout=0) == Down(ref, pid, "noproc"))
            """);

    assertThat(out).isEqualTo("True\nTrue\n");
  }

  @Test
  @DisplayName("T-D07 (D6): a process may monitor itself and never hears")
  void monitoringOneself() {
    String out =
        node.output(
            """
            register("me")
            monitor(self())
            monitor("me")
            print(process_info(self(), "monitors", "monitored_by"))
            unregister("me")
            """);

    assertThat(out).isEqualTo("{'monitors': [], 'monitored_by': []}\n");
  }

  @Test
  @DisplayName("T-D08, T-D09 (D8, D9): after demonitor with flush no DOWN is there or comes")
  void demonitorWithFlush() {
    String out =
        node.output(
            """
            async def dies():
                await yield_()

            send(self(), "first")
            for round in rounds(10_000):
                pid, ref = spawn_monitor(dies)
                for _ in range(round % 4):
                    await yield_()
                demonitor(ref, flush=True)
            print(await receive(timeout=0.1, default="empty"))
            print(await receive(timeout=0.1, default="empty"))
            """);

    assertThat(out).isEqualTo("first\nempty\n");
  }

  @Test
  @DisplayName("T-D10 to T-D12 (D10): what demonitor returns")
  void whatDemonitorReturns() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            pid, ref = spawn_monitor(child)
            print(demonitor(ref, info=True), demonitor(ref, info=True), demonitor(ref))
            ref = monitor(pid)
            kill(pid)
            while process_info(self(), "message_queue_len")["message_queue_len"] == 0:
                await sleep(0.01)
            print(demonitor(ref, flush=True, info=True), await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("True False True\nFalse empty\n");
  }

  @Test
  @DisplayName("T-D13 (D10): demonitor tells true, or a DOWN is in the mailbox")
  void demonitorRace() {
    String out =
        node.output(
            """
            async def dies():
                await yield_()

            wrong = 0
            for round in rounds(10_000):
                pid, ref = spawn_monitor(dies)
                for _ in range(round % 4):
                    await yield_()
                active = demonitor(ref, info=True)
                down = await receive(ref, timeout=0, default=None)
                wrong += active == (down is not None)
            print(wrong, await receive(timeout=0.05, default="empty"))
            """);

    assertThat(out).isEqualTo("0 empty\n");
  }

  @Test
  @DisplayName("T-D14, T-D15 (D12, D14): monitors belong to their watcher")
  void monitorsBelongToTheirWatcher() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            async def watcher(top, target):
                ref = monitor(target)
                send(top, ref)
                down = await receive(timeout=30)
                send(top, ("heard", down.reason))

            async def short_watcher(target):
                monitor(target)

            pid = spawn(child)
            spawn(watcher, self(), pid)
            ref = await receive(Ref, timeout=30)
            demonitor(ref)
            other, gone = spawn_monitor(short_watcher, pid)
            await receive(gone, timeout=30)
            print(other in process_info(pid, "monitored_by")["monitored_by"])
            kill(pid)
            print(await receive(tuple, timeout=30))
            """);

    assertThat(out).isEqualTo("False\n('heard', 'killed')\n");
  }

  @Test
  @DisplayName("T-D17, T-D18 (D16): the alias of a monitor ends with demonitor and with DOWN")
  void theAliasOfAMonitor() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            pid = spawn(child)
            ref = monitor(pid, alias=True)
            send(ref, "one")
            demonitor(ref)
            send(ref, "two")
            ref = monitor(pid, alias=True)
            kill(pid)
            down = await receive(ref, timeout=30)
            send(ref, "three")
            print(down.reason, await receive(timeout=0), await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("killed one empty\n");
  }

  @Test
  @DisplayName("T-D22, T-D23 (B18): a monitor set before the order to die tells the real reason")
  void theRealReasonIsTold() {
    String out =
        node.output(
            """
            async def child():
                await receive()
                raise ProcessExit("real")

            before, after = set(), set()
            for _ in rounds(1_000):
                pid = spawn(child)
                ref = monitor(pid)
                send(pid, "die")
                before.add((await receive(ref, timeout=30)).reason)
                pid = spawn(child)
                send(pid, "die")
                await yield_()
                ref = monitor(pid)
                after.add((await receive(ref, timeout=30)).reason)
            print(before, after <= {"real", "noproc"}, await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("{'real'} True empty\n");
  }

  @Test
  @DisplayName("T-D16, T-D25 (D15, D20): a tag marks the message; link and monitor both tell")
  void aTaggedMonitor() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            trap_exit(True)
            p = spawn_link(child)
            plain, tagged = monitor(p), monitor(p, tag=("worker", 1))
            exit_signal(p, "x")
            first = [type(await receive()).__name__ for _ in range(1)]
            got = [first[0]] + [type(await receive()).__name__ for _ in range(2)]
            print(sorted(got))
            q, r = spawn_monitor(child)
            t = monitor(q, tag="t")
            kill(q)
            print(await receive(TaggedDown) == TaggedDown("t", t, q, "killed"), (await receive(Down)).ref == r)
            u = monitor("nobody", tag="t")
            print((await receive(u)).target, demonitor(u, flush=True, info=True))
            trap_exit(False)
            """);

    assertThat(out).isEqualTo("['Down', 'Exit', 'TaggedDown']\nTrue True\nnobody False\n");
  }
}
