package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics K.12: groups of processes, and PubSub on them. */
class GroupTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("K80 T-K60: who has joined twice must leave twice; groups are any keys")
  void joining() {
    String out =
        node.output(
            """
            pg.join("g")
            pg.join("g")
            print(pg.get_members("g") == [self()] * 2, pg.which_groups(), pg.get_members("other"))
            print(pg.leave("g"), pg.get_members("g") == [self()])
            print(pg.leave("g"), pg.leave("g"), pg.get_members("g"), pg.which_groups())
            pg.join((1, "a"), [self(), self()], scope="another")
            print(pg.which_groups(), pg.which_groups(scope="another"), pg.leave((1, "a"), [self(), self()], scope="another"))
            try:
                pg.join("g", "name")
            except TypeError as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            True ['g'] []
            True True
            True False [] []
            [] [(1, 'a')] True
            a member of a group is a pid, not 'name'
            """);
  }

  @Test
  @DisplayName("K81 T-K60 T-K62: a dead process leaves all its groups before its end is told")
  void deaths() {
    String out =
        node.output(
            """
            async def waits():
                await receive("never".__eq__)

            for _ in rounds(1000):
                pid, ref = spawn_monitor(waits)
                for group in "a", "b", "b":
                    pg.join(group, pid)
                kill(pid)
                await receive(ref, timeout=30)
                assert pg.which_groups() == [] and pg.get_members("b") == []
            pg.join("a", pid)
            print(pg.get_members("a"), pg.leave("a", pid))
            """);

    assertThat(out)
        .isEqualTo(
            """
            [] False
            """);
  }

  @Test
  @DisplayName(
      "K83: monitors are told of joins and leaves until demonitor, which removes what has come")
  void monitoring() {
    String out =
        node.output(
            """
            async def waits():
                await receive("never".__eq__)

            pg.join("a")
            ref, members = pg.monitor("a")
            scope_ref, groups = pg.monitor_scope()
            print(members == [self()], groups == {"a": [self()]})
            pid = spawn(waits)
            pg.join("a", pid)
            pg.join("a", pid)
            pg.join("b")
            pg.leave("a")
            kill(pid)
            for _ in range(4):
                _, word, group, pids = await receive(ref)
                print(word, group, [one == pid for one in pids])
            print([(await receive(scope_ref))[1:3] for _ in range(5)])
            pg.leave("b")
            print(pg.demonitor(scope_ref), pg.demonitor(scope_ref), await receive(timeout=0, default="nothing"))
            pg.join("a")
            print(pg.demonitor(ref), await receive(timeout=0, default="nothing"), pg.leave("a"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            True True
            join a [True]
            join a [True]
            leave a [False]
            leave a [True, True]
            [('join', 'a'), ('join', 'a'), ('join', 'b'), ('leave', 'a'), ('leave', 'a')]
            True False nothing
            True nothing True
            """);
  }

  @Test
  @DisplayName("K83 T-K61: the snapshot and the messages after it give the members")
  void noGap() {
    String out =
        node.output(
            """
            async def comes_and_goes(times):
                for _ in range(times):
                    pg.join("busy")
                    await yield_()
                    pg.leave("busy")
                pg.join("busy")
                send(top, "joined")
                await receive("never".__eq__)

            def blocks():
                for _ in range(5):
                    pg.join("busy")
                    pg.leave("busy")
                send(top, "joined")

            top = self()
            for _ in rounds(1000):
                pids = [spawn(comes_and_goes, 3), spawn(comes_and_goes, 2)]
                await yield_()
                ref, members = pg.monitor("busy")
                for _ in pids:
                    await receive("joined".__eq__, timeout=30)
                kill(pids[0])
                while is_alive(pids[0]):
                    await yield_()
                now = list(members)
                while (event := await receive(ref, timeout=0, default=None)) is not None:
                    for pid in event[3]:
                        now.append(pid) if event[1] == "join" else now.remove(pid)
                final = pg.get_members("busy")
                while pids[0] in final:
                    final = pg.get_members("busy")
                while (event := await receive(ref, timeout=0, default=None)) is not None:
                    for pid in event[3]:
                        now.append(pid) if event[1] == "join" else now.remove(pid)
                assert sorted(now) == sorted(final) == [pids[1]], (now, final)
                pg.demonitor(ref)
                kill(pids[1])
                while pg.get_members("busy"):
                    await yield_()
            spawn(blocks)
            print(await receive(timeout=30), pg.which_groups())
            """);

    assertThat(out)
        .isEqualTo(
            """
            joined []
            """);
  }

  @Test
  @DisplayName(
      "K80: subscribers get what is broadcast to their topic, until they unsubscribe or end")
  void pubSub() {
    String out =
        node.output(
            """
            async def subscriber(bus, topic, n):
                bus.subscribe(topic)
                send(top, "ready")
                async for message in mailbox():
                    send(top, (n, message))

            top = self()
            bus = PubSub("app")
            pids = [spawn(subscriber, bus, "orders", n) for n in range(3)] + [spawn(subscriber, PubSub("app"), "other", 9)]
            for _ in pids:
                await receive("ready".__eq__)
            print(bus.broadcast("orders", ["paid"]), sorted([await receive() for _ in range(3)]))
            print(bus.broadcast_from(pids[0], "orders", 1), sorted([await receive() for _ in range(2)]))
            print(PubSub("another").broadcast("orders", 1), bus.broadcast("nobody", 1), bus.topics())
            bus.subscribe("orders")
            bus.subscribe("orders")
            print(bus.broadcast("orders", "x"), len(bus.subscribers("orders")))
            print([await receive("x".__eq__) for _ in range(2)])
            bus.unsubscribe("orders")
            for pid in pids:
                ref = monitor(pid)
                kill(pid)
                await receive(ref)
            print(bus.subscribers("orders"), bus.topics())
            while await receive(timeout=0, default=None):
                pass
            """);

    assertThat(out)
        .isEqualTo(
            """
            3 [(0, ['paid']), (1, ['paid']), (2, ['paid'])]
            2 [(1, 1), (2, 1)]
            0 0 ['orders', 'other']
            5 5
            ['x', 'x']
            [] []
            """);
  }
}
