package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-C01, T-C02, T-C09: linking twice, to oneself; unlinking what is not linked")
  void linksAreOneForEachPair() {
    String out =
        node.output(
            """
            async def peer(top):
                link(top)
                send(top, "linked")
                await receive()
                raise ProcessExit("boom")

            def links():
                return process_info(self(), "links")["links"]

            pid = spawn(peer, self())
            await receive(timeout=30)
            link(pid)
            print(links() == [pid], process_info(pid, "links")["links"] == [self()])
            unlink(pid)
            print(links(), process_info(pid, "links")["links"])
            unlink(pid)
            link(self())
            unlink(self())
            print(links())
            ref = monitor(pid)
            send(pid, "end")
            print((await receive(ref, timeout=30)).reason)
            unlink(pid)
            """);

    assertThat(out).isEqualTo("True True\n[] []\n[]\nboom\n");
  }

  @Test
  @DisplayName("T-C03, T-C04 (C5): link to the dead raises NoProcess, or gives EXIT noproc")
  void linkToTheDead() {
    String out =
        node.output(
            """
            async def child():
                pass

            pid, ref = spawn_monitor(child)
            await receive(ref, timeout=30)
            try:
                link(pid)
            except NoProcess as error:
                print(error, error.reason, isinstance(error, LookupError))
            trap_exit(True)
            link(pid)
            print(await receive(timeout=0) == Exit(pid, "noproc"))
            print(process_info(self(), "links"))
            """);

    assertThat(out)
        .matches(
            "cannot link to <0\\.\\d+\\.0>: it is dead noproc True\nTrue\n\\{'links': \\[\\]\\}\n");
  }

  @Test
  @DisplayName("T-C06 (C3): a trapping caller gets one EXIT, with the reason or noproc")
  void linkingTheDyingGivesOneExit() {
    String out =
        node.output(
            """
            async def dies():
                await yield_()
                raise ProcessExit("r")

            trap_exit(True)
            reasons = set()
            for round in rounds(10_000):
                pid = spawn(dies)
                for _ in range(round % 4):
                    await yield_()
                link(pid)
                reasons.add((await receive(Exit, timeout=30)).reason)
            print(reasons <= {"r", "noproc"}, await receive(timeout=0, default="empty"))
            """);

    assertThat(out).isEqualTo("True empty\n");
  }

  @Test
  @DisplayName("T-C07, T-C08 (C8): after unlink and a flush no EXIT comes")
  void unlinkAndFlush() {
    String out =
        node.output(
            """
            async def dies():
                await yield_()
                raise ProcessExit("r")

            trap_exit(True)
            for round in rounds(10_000):
                pid = spawn_link(dies)
                for _ in range(round % 4):
                    await yield_()
                unlink(pid)
                await receive(lambda m: m.sender == pid, timeout=0, default=None)
            print(await receive(timeout=0.1, default="empty"))
            """);

    assertThat(out).isEqualTo("empty\n");
  }

  @Test
  @DisplayName("T-C12 (C10): a peer that ends normally only removes the link")
  void aNormalEndRemovesTheLink() {
    String out =
        node.output(
            """
            async def child():
                pass

            async def parent(top):
                pid, ref = spawn_opt(child, link=True, monitor=True)
                down = await receive(ref, timeout=30)
                send(top, (down.reason, process_info(self(), "links")["links"]))

            spawn(parent, self())
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("('normal', [])\n");
  }

  @Test
  @DisplayName("T-C13 (C12): a chain of ten dies with the reason of its last")
  void aChainDies() {
    String out =
        node.output(
            """
            async def chained(top, length):
                ref = None
                if length > 1:
                    spawn_link(chained, top, length - 1)
                send(top, (length, self()))
                if length == 1:
                    await receive()
                    raise ProcessExit("end of the chain")
                await receive()

            spawn(chained, self(), 10)
            pids = dict([await receive(tuple, timeout=30) for _ in range(10)])
            refs = [monitor(pid) for pid in pids.values()]
            send(pids[1], "go")
            print({(await receive(ref, timeout=30)).reason for ref in refs})
            """);

    assertThat(out).isEqualTo("{'end of the chain'}\n");
  }

  @Test
  @DisplayName("T-C21, T-C27: the observer of a killed process hears killed")
  void aKilledPeerIsHeardAsKilled() {
    String out =
        node.output(
            """
            async def child():
                await receive()

            trap_exit(True)
            pid = spawn_link(child)
            exit_signal(pid, "kill")
            print(await receive(timeout=30) == Exit(pid, Reason.KILLED))
            """);

    assertThat(out).isEqualTo("True\n");
  }

  @Test
  @DisplayName("T-B05 (B3): link and exit_signal from one process act in order")
  void linkAndExitActInOrder() {
    String out =
        node.output(
            """
            async def other(target):
                link(target)
                exit_signal(target, "x")
                await receive()

            trap_exit(True)
            pid = spawn(other, self())
            print(await receive(timeout=30) == Exit(pid, "x"), process_info(self(), "links")["links"] == [pid])
            unlink(pid)
            kill(pid)
            """);

    assertThat(out).isEqualTo("True True\n");
  }

  @Test
  @DisplayName(
      "T-C05 (C3, C6): linking to a dying process raises, kills, or does nothing but in time")
  void linkingToTheDying() {
    String out =
        node.output(
            """
            import time

            def dies(pause):
                time.sleep(pause)
                raise ProcessExit("r")

            async def links(top, pid):
                try:
                    link(pid)
                except NoProcess:
                    raise ProcessExit("raised")
                await receive()

            reasons = {}
            for n in rounds(10_000):
                victim = spawn(dies, (n % 30) / 10_000)
                await sleep((n % 7) / 10_000)
                ref = spawn_monitor(links, self(), victim)[1]
                reason = (await receive(ref, timeout=30)).reason
                reasons[str(reason)] = reasons.get(str(reason), 0) + 1
            print(sum(reasons.values()) == len(rounds(10_000)), set(reasons) <= {"raised", "r", "noproc"})
            """);

    assertThat(out).isEqualTo("True True\n");
  }

  @Test
  @DisplayName("T-C23, T-C28 (C19): normal from another kills nobody; killed is an ordinary reason")
  void exitsThatDoNotKill() {
    String out =
        node.output(
            """
            async def idle(trapping, top):
                trap_exit(trapping)
                send(top, "ready")
                async for m in mailbox():
                    send(top, m)

            p = spawn(idle, False, self())
            await receive()
            exit_signal(p, "normal")
            print(process_info(p, "message_queue_len"), is_alive(p))
            t = spawn(idle, True, self())
            await receive()
            exit_signal(t, "killed")
            exit_signal(t, "kil")
            print(await receive() == Exit(self(), "killed"), await receive() == Exit(self(), "kil"))
            kill(p), kill(t)
            """);

    assertThat(out).isEqualTo("{'message_queue_len': 0} True\nTrue True\n");
  }

  @Test
  @DisplayName("T-C30 (I3): an exit signal against trap_exit kills or is trapped, never lost")
  void trappingJustInTime() {
    String out =
        node.output(
            """
            def traps(top):
                send(top, "up")
                trap_exit(True)
                send(top, receive())

            seen = {}
            for n in rounds(1_000):
                p, ref = spawn_monitor(traps, self())
                assert await receive(str) == "up"
                exit_signal(p, "x")
                down = await receive(ref, timeout=30)
                trapped = await receive(Exit, timeout=0, default=None)
                how = (down.reason, trapped and trapped.reason)
                seen[how] = seen.get(how, 0) + 1
            print(set(seen) <= {("x", None), ("normal", "x")},
                  sum(seen.values()) == len(rounds(1_000)))
            """);

    assertThat(out).isEqualTo("True True\n");
  }

  @Test
  @DisplayName("T-C33 (B6, F7): an EXIT that does not match leaves a receive its deadline")
  void anExitWhileReceiving() {
    String out =
        node.output(
            """
            import time

            async def waits(top):
                trap_exit(True)
                send(top, "up")
                send(top, (await receive(Exit, timeout=30)).reason)
                begun = time.monotonic()
                send(top, "again")
                try:
                    await receive(str, timeout=0.05)
                except ReceiveTimeout:
                    took = time.monotonic() - begun
                    send(top, took >= 0.05)
                send(top, await receive(Exit, timeout=0))

            p = spawn(waits, self())
            await receive()
            exit_signal(p, "one")
            print(await receive(), await receive())
            for _ in range(5):
                exit_signal(p, "two")
                await sleep(0.005)
            print(await receive(), (await receive()).reason)
            """);

    assertThat(out).isEqualTo("one again\nTrue two\n");
  }
}
