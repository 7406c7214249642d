package io.rebeam.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.eval.EvalResult;
import io.rebeam.eval.Session;
import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SoakTest {
  /** The part of the full run: 1 for all of it. */
  private static final double SCALE = Double.parseDouble(System.getProperty("rebeam.soak", "0.02"));

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @RegisterExtension final TestNode node = new TestNode();

  private static int scaled(int full) {
    return (int) (full * SCALE);
  }

  private String run(Session session, String program) {
    EvalResult end = TestProbe.await(session.run(program, "soak.py", 1), PATIENCE);
    String error = end instanceof EvalResult.Raised(var raised) ? raised.full() : "";
    assertThat(error).isEmpty();
    assertThat(end).isInstanceOf(EvalResult.NoValue.class);
    return node.out().take();
  }

  /** Bytes in use after a collection; the least of a few, since some garbage takes two. */
  private static long usedHeap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  @Test
  @DisplayName(
      "T-A26 (A30): spawned, messaged and ended, processes leave nothing, and no pid returns")
  void processesLeaveNothing() {
    Session session = node.openProgram();
    run(
        session,
        """
        async def worker(top):
            n = await receive()
            send(top, n + 1)

        async def rounds(count):
            total = 0
            last = self()
            for n in range(count):
                pid = spawn(worker, self())
                assert last < pid
                last = pid
                send(pid, n)
                total += await receive() - n
            return total

        old = spawn(worker, self())
        send(old, 1)
        await receive()
        await rounds(20_000)
        """);
    long before = usedHeap();

    String out =
        run(session, "print(await rounds(%d))\nsend(old, 'nobody')".formatted(scaled(1_000_000)));

    assertThat(out).isEqualTo(scaled(1_000_000) + "\n");
    TestProbe.expect(() -> node.node().userProcessCount() == 0, () -> "no process");
    assertThat(usedHeap()).isCloseTo(before, Percentage.withPercentage(5));
  }

  @Test
  @DisplayName("C12: 100,000 linked in chains all die of one kill at the head")
  void aKillTakesChainsDown() {
    Session session = node.openProgram();
    String out =
        run(
            session,
            """
            async def member(top, left):
                if left:
                    spawn_link(member, top, left - 1)
                else:
                    send(top, "chained")
                await receive()

            async def head(top, chains, length):
                for _ in range(chains):
                    spawn_link(member, top, length)
                await receive()

            def alive():  # what processes() makes of so many would be most of the time
                return system_info("process_count")["process_count"]

            before = alive()
            first, ref = spawn_monitor(head, self(), 10, %d)
            for _ in range(10):
                await receive(lambda m: m == "chained")
            print(alive() - before)
            kill(first)
            print((await receive(ref)).reason)
            while alive() > before:
                await sleep(0.001)
            print("all dead")
            """
                .formatted(scaled(10_000) - 1));

    assertThat(out).isEqualTo((10 * scaled(10_000) + 1) + "\nkilled\nall dead\n");
  }

  @Test
  @DisplayName("T-G18 (G11): 10,000 timers with random times, none early, each once")
  void manyTimers() {
    Session session = node.openProgram();
    String out =
        run(
            session,
            """
            import random
            import time

            due = {}
            for _ in range(10_000):
                seconds = random.random()
                at = time.monotonic() + seconds
                due[start_timer(seconds, self(), at)] = at
            early = 0
            while due:
                fired = await receive(TimerFired, timeout=30)
                assert due.pop(fired.ref) == fired.message
                early += time.monotonic() < fired.message
            print(early, await receive(timeout=0, default=None))
            """);

    assertThat(out).isEqualTo("0 None\n");
  }

  @Test
  @DisplayName("T-F10 (F12, F14): a full mailbox is drained by reference, and the rest stays")
  void aFullMailboxIsDrainedByReference() {
    // Were the time not linear, the full run would not end. MailboxTest counts the steps.
    Session session = node.openProgram();
    String out =
        run(
            session,
            """
            async def drained(count, junk):
                for n in range(junk):
                    send(self(), n)
                refs = [alias() for _ in range(count)]
                for ref in refs:
                    send(self(), ("reply", ref))
                for ref in refs:
                    reply = await receive(ref)
                    assert reply[1] == ref
                for ref in refs:
                    unalias(ref)
                for n in range(junk):
                    assert await receive() == n

            await drained(%1$d, 0)
            await drained(%1$d, %1$d)
            print("drained")

            for n in range(%1$d):
                send(self(), n)
            for _ in range(1000):
                ref = alias()
                send(self(), (ref, "reply"))
                assert await receive(ref) == (ref, "reply")
                unalias(ref)
            for n in range(%1$d):
                assert await receive() == n
            print("called")
            """
                .formatted(scaled(1_000_000)));

    assertThat(out).isEqualTo("drained\ncalled\n");
  }
}
