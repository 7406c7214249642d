package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes share nothing (B14, design D5). */
class CopyTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-B18 (B14): what the sender changes later is not seen, nor the other way")
  void laterChangesAreNotSeen() {
    String out =
        node.output(
            """
            async def child(top, given, *, named):
                await receive(lambda m: m == "go")
                send(top, (given, named))
                given.append("child")

            data = {"list": [1], "set": {1}, "bytes": bytearray(b"a"), "deep": ([2],)}
            send(self(), data)
            data["list"].append(2)
            data["set"].add(2)
            data["bytes"].extend(b"b")
            data["deep"][0].append(3)
            data["new"] = 1
            print(await receive(timeout=0))

            given, named = [1], {"k": [1]}
            pid = spawn(child, self(), given, named=named)
            given.append(2)
            named["k"].append(2)
            send(pid, "go")
            print(await receive(timeout=30), given)
            """);

    assertThat(out)
        .isEqualTo(
            """
            {'list': [1], 'set': {1}, 'bytes': bytearray(b'a'), 'deep': ([2],)}
            ([1], {'k': [1]}) [1, 2]
            """);
  }

  @Test
  @DisplayName("D5: what only looks immutable is copied: subclasses, and lists deep in tuples")
  void whatOnlyLooksImmutable() {
    String out =
        node.output(
            """
            class Words(tuple):
                pass

            class Count(int):
                pass

            def nested(value, depth):
                for _ in range(depth):
                    value = (value,)
                return value

            def innermost(value):
                while type(value) is tuple:
                    value = value[0]
                return value

            words, count, items = Words(([1],)), Count(5), [1]
            count.notes = [1]
            messages = [words, (words,), count, (1, count)]
            messages += [nested(items, depth) for depth in (1, 7, 8, 9, 30)]
            for message in messages:
                send(self(), message)
            words[0].append(2)
            count.notes.append(2)
            items.append(2)
            got = [await receive(timeout=0) for _ in messages]
            print(got[0], got[1], got[2].notes, got[3][1].notes)
            print([innermost(message) for message in got[4:]])
            """);

    assertThat(out).isEqualTo("([1],) (([1],),) [1] [1]\n[[1], [1], [1], [1], [1]]\n");
  }

  @Test
  @DisplayName("D5: immutable values go by reference, others are copied in structure")
  void whatIsCopied() {
    String out =
        node.output(
            """
            import collections, datetime, decimal, enum
            from dataclasses import dataclass, field

            @dataclass(frozen=True)
            class Point:
                x: int
                y: int

            @dataclass(frozen=True)
            class Box:
                items: list

            @dataclass
            class Mutable:
                items: list = field(default_factory=list)

            class Plain:
                def __init__(self):
                    self.items = [1]

            class Colour(enum.Enum):
                RED = 1

            async def copied(value):
                send(self(), value)
                got = await receive(timeout=0)
                assert type(got) is type(value)
                return got

            async def same(value):
                return await copied(value) is value

            def function():
                pass

            ref = alias()
            for value in (10**30, "text", b"bytes", None, (1, ("a", None)), Point(1, 2), self(), ref,
                          Colour.RED, function, int, frozenset([1]), Shutdown("x"), (Point(1, 2),)):
                if not await same(value):
                    print("copied:", value)
            for value in ([1], {1: 2}, {1}, bytearray(b"x"), ([],), Box([1]), Mutable([1]), Plain(),
                          collections.deque([1]), Shutdown([1])):
                if await same(value):
                    print("shared:", value)

            original = Mutable([1])
            got = await copied(original)
            original.items.append(2)
            print(got == Mutable([1]), await copied(Box([1])) == Box([1]))
            print((await copied(Plain())).items, await copied(datetime.date(2026, 1, 2)),
                  await copied(decimal.Decimal("1.5")), await copied(collections.Counter("aab")))
            unalias(ref)
            """);

    // A frozenset is rebuilt; nothing in it can change, so that is not to be seen.
    assertThat(out.replace("copied: frozenset({1})\n", ""))
        .isEqualTo(
            """
            True True
            [1] 2026-01-02 1.5 Counter({'a': 2, 'b': 1})
            """);
  }

  @Test
  @DisplayName("D5: sharing and cycles inside one message are kept")
  void sharingInsideAMessageIsKept() {
    String out =
        node.output(
            """
            part = [1]
            loop = []
            loop.append(loop)
            send(self(), (part, part, loop, {"k": part}))
            a, b, c, d = await receive(timeout=0)
            print(a is b, a is not part, d["k"] is a, c[0] is c, c is not loop)
            """);

    assertThat(out).isEqualTo("True True True True True\n");
  }

  @Test
  @DisplayName("N16: what cannot be copied raises TypeError with its place; nothing is sent")
  void whatCannotBeCopiedIsRefused() {
    String out =
        node.output(
            """
            import threading, socket
            from dataclasses import dataclass

            @dataclass
            class Job:
                lock: object

            async def coroutine():
                pass

            async def target(*args, **kwargs):
                await receive()

            made = coroutine()
            for value in ({"a": [1, threading.Lock()]}, Job(threading.RLock()), (n for n in "x"), [made],
                          (1, ("x", {"k": (n for n in "x")}))):
                try:
                    send(self(), value)
                except TypeError as error:
                    print(error)
            made.close()
            before = len(processes())
            for arguments, named in (((1, [threading.Lock()]), {}), ((), {"job": [threading.Lock()]})):
                try:
                    spawn(target, *arguments, **named)
                except TypeError as error:
                    print(error)
            print(await receive(timeout=0, default="nothing was sent"), len(processes()) - before)
            """);

    assertThat(out.lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("cannot copy a 'LockType' object (message['a'][1]): "),
            line ->
                assertThat(line).startsWith("cannot copy a 'RLock' object (message.lock of Job): "),
            line -> assertThat(line).isEqualTo("cannot copy a generator (message)"),
            line -> assertThat(line).isEqualTo("cannot copy a coroutine (message[0])"),
            line -> assertThat(line).isEqualTo("cannot copy a generator (message[1][1]['k'])"),
            line -> assertThat(line).startsWith("cannot copy a 'LockType' object (args[1][0]): "),
            line ->
                assertThat(line)
                    .startsWith("cannot copy a 'LockType' object (argument 'job'[0]): "),
            line -> assertThat(line).isEqualTo("nothing was sent 0"));
  }

  @Test
  @DisplayName("N16: a reason is copied too")
  void reasonsAreCopied() {
    String out =
        node.output(
            """
            async def child(reason):
                await receive()
                raise ProcessExit(reason)

            async def waits():
                await receive()

            pid, ref = spawn_monitor(waits)
            reason = ["x"]
            exit_signal(pid, reason)
            reason.append("y")
            print((await receive(ref, timeout=30)).reason)
            """);

    assertThat(out).isEqualTo("['x']\n");
  }
}
