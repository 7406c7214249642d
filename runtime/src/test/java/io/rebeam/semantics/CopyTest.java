package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes share nothing (B14, ADR 5). */
class CopyTest {
  private static final String HELPERS =
      """
      import copy, threading, types, weakref
      from dataclasses import dataclass, field

      async def copied(value):
          send(self(), value)
          return await receive(timeout=0)

      def refused(value):
          try:
              send(self(), value)
              return "sent"
          except TypeError as error:
              return str(error)

      class Plain:
          pass

      @dataclass
      class Node:
          next: object = None
          items: list = field(default_factory=list)

      @dataclass(frozen=True)
      class Frozen:
          value: object

      """;

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

  @Test
  @DisplayName("D5: a cycle through a dataclass or a tuple stays one")
  void cyclesThroughDataclassesAndTuples() {
    String out =
        node.output(
            HELPERS
                + """
                node = Node()
                node.next = node
                got = await copied(node)
                print(got.next is got, got is not node)

                node = Node()
                node.items.append(node)
                got = await copied(node)
                print(got.items[0] is got)

                frozen = Frozen([])
                frozen.value.append(frozen)
                got = await copied(frozen)
                print(got.value[0] is got, got is not frozen)

                inner = []
                outer = (inner,)
                inner.append(outer)
                got = await copied(outer)
                print(got[0][0] is got, got is not outer)
                """);

    assertThat(out).isEqualTo("True True\nTrue\nTrue True\nTrue True\n");
  }

  @Test
  @DisplayName("D5: a message nested too deeply is refused with TypeError, of whatever it is made")
  void nestedTooDeeply() {
    String out =
        node.output(
            HELPERS
                + """
                items = nodes = plain = None
                for _ in range(20_000):
                    items, nodes = [items], Node(nodes)
                    outer = Plain()
                    outer.plain = plain
                    plain = outer
                print(refused({"a": items}))
                print(refused(nodes))
                print(refused({"a": plain}))
                """);

    assertThat(out)
        .isEqualTo(
            """
            cannot copy a 'dict' object (message): nested too deeply
            cannot copy a 'Node' object (message): nested too deeply
            cannot copy a 'Plain' object (message['a']): nested too deeply
            """);
  }

  @Test
  @DisplayName("D5: attributes of a dataclass instance that are no fields are copied as well")
  void attributesThatAreNoFields() {
    String out =
        node.output(
            HELPERS
                + """
                class WithMore(Node):
                    __slots__ = ("slot", "__own")

                    def set_own(self, value):
                        self.__own = value

                    def own(self):
                        return self.__own

                class Thawed(Frozen):
                    pass

                class LooseShutdown(Shutdown):
                    pass

                @dataclass(frozen=True, slots=True)
                class Slotted:
                    value: object

                node = WithMore()
                node.extra, node.slot = [1], [2]
                node.set_own([3])
                got = await copied(node)
                print(type(got) is WithMore, got.extra, got.slot, got.own())
                print(got.extra is node.extra, got.slot is node.slot, got.own() is node.own())

                frozen = Frozen(1)
                print(await copied(frozen) is frozen, await copied((frozen,)) == (frozen,))
                frozen.__dict__["extra"] = [1]
                got = await copied(frozen)
                print(got.extra, got.extra is frozen.extra)

                for value in (Thawed(1), LooseShutdown(1)):
                    print(await copied(value) is value, (await copied((value,)))[0] is value)

                slotted, deep = Slotted(Frozen("x")), Slotted([1])
                print(await copied(slotted) is slotted, (await copied(deep)).value is deep.value)
                """);

    assertThat(out)
        .isEqualTo(
            """
            True [1] [2] [3]
            False False False
            True True
            [1] False
            False False
            False False
            True False
            """);
  }

  @Test
  @DisplayName("D5: a dataclass that is a container or says how it is copied is left to deepcopy")
  void dataclassesLeftToDeepcopy() {
    String out =
        node.output(
            HELPERS
                + """
                @dataclass
                class Items(list):
                    size: int = 0

                @dataclass
                class CopiesToItself:
                    items: list

                    def __copy__(self):
                        return self

                @dataclass
                class Deep:
                    items: list

                    def __deepcopy__(self, memo):
                        return type(self)(copy.deepcopy(self.items, memo) + ["own"])

                class DeepToo(Deep):
                    pass

                @dataclass
                class Failure(Exception):
                    items: list

                items = Items(1)
                items.append([1])
                got = await copied(items)
                print(type(got) is Items, got[0], got.size, got[0] is items[0])
                for value in (CopiesToItself([1]), Failure([1])):
                    got = await copied(value)
                    print(type(got) is type(value), got.items, got.items is value.items)
                print(await copied(Deep([1])), await copied(DeepToo([2])))
                """);

    assertThat(out)
        .isEqualTo(
            """
            True [1] 1 False
            True [1] False
            True [1] False
            Deep(items=[1, 'own']) DeepToo(items=[2, 'own'])
            """);
  }

  @Test
  @DisplayName("D5: sharing is kept among objects, containers and dataclasses alike")
  void sharingAmongObjects() {
    String out =
        node.output(
            HELPERS
                + """
                plain = Plain()
                got = await copied([plain, plain])
                print(got[0] is got[1], got[0] is not plain)

                inner = [1]
                plain.inner = inner
                got = await copied([inner, plain])
                print(got[1].inner is got[0])
                got = await copied([plain, inner])
                print(got[0].inner is got[1])

                loop = [plain]
                plain.inner = loop
                got = await copied(loop)
                print(got[0].inner is got)

                node = Node(plain)
                plain.inner = node
                got = await copied(node)
                print(got.next.inner is got)
                print(len({id([]) for _ in range(100_000)}))  # no id is given twice
                """);

    assertThat(out).isEqualTo("True True\nTrue\nTrue\nTrue\nTrue\n100000\n");
  }

  @Test
  @DisplayName("D5: what several arguments of one spawn share, their copies share")
  void sharingAmongArguments() {
    String out =
        node.output(
            HELPERS
                + """
                async def child(top, *args, **named):
                    given = [*args, *named.values()]
                    send(top, (given[0] is given[1], type(given[0]).__name__))

                for shared in (Plain(), [1], Node()):
                    spawn(child, self(), shared, shared)
                    spawn(child, self(), a=shared, b=shared)
                    spawn(child, self(), shared, b=shared)
                    spawn_opt(child, (self(), shared), {"b": shared})
                    print([await receive(timeout=30) for _ in range(4)])
                """);

    assertThat(out)
        .isEqualTo(
            """
            [(True, 'Plain'), (True, 'Plain'), (True, 'Plain'), (True, 'Plain')]
            [(True, 'list'), (True, 'list'), (True, 'list'), (True, 'list')]
            [(True, 'Node'), (True, 'Node'), (True, 'Node'), (True, 'Node')]
            """);
  }

  @Test
  @DisplayName(
      "D5: a method takes a copy of its object along; slices and the like copy what they hold")
  void methodsAndSlices() {
    String out =
        node.output(
            HELPERS
                + """
                class Counter:
                    def __init__(self):
                        self.items = []

                    async def run(self, top):
                        self.items.append("child")
                        send(top, self.items)

                class Loud(list):
                    def append(self, item):
                        super().append(item.upper())

                    def quiet(self):
                        return super().append

                items = []
                got = await copied([items, items.append])
                got[1](1)
                print(items, got[0])

                bounds = slice([1], 2)
                got = await copied(bounds)
                print(got.start, got.stop, got.start is bounds.start)
                alias_ = types.GenericAlias(list, (items,))
                print((await copied(alias_)).__args__[0] is items)

                counter = Counter()
                print((await copied(counter.run)).__self__ is counter)
                spawn(counter.run, self())
                print(await receive(timeout=30), counter.items)

                kept = (print, "x".upper, dict.fromkeys, slice(1, 2), list[int])
                print(await copied(kept) is kept)
                print(refused(Loud().quiet()))
                print(refused([threading.Lock().acquire]).split(":")[0])
                print(refused(weakref.ref(counter)))
                """);

    assertThat(out)
        .isEqualTo(
            """
            [] [1]
            [1] 2 False
            False
            False
            ['child'] []
            True
            cannot copy the method 'append' of a 'Loud' object (message)
            cannot copy a 'LockType' object (message[0].__self__)
            cannot copy a weak reference (message)
            """);
  }

  @Test
  @DisplayName("D5: process_info gives copies, and the repr of what cannot be copied")
  void processInfoGivesCopies() {
    String out =
        node.output(
            """
            async def child(top):
                items = [1]
                process_dict().update(items=items, again=items)
                label = ["label"]
                set_label(label)
                send(self(), ["message"])
                send(top, "ready")
                await receive(lambda m: m == "show")
                message = await receive(list)
                send(top, (items, label, message))
                process_dict()["made"] = (n for n in "x")
                send(top, "ready")
                await receive()

            pid = spawn(child, self())
            await receive(str, timeout=30)
            info = process_info(pid, "dictionary", "label", "messages")
            print(info, info["dictionary"]["items"] is info["dictionary"]["again"])
            for items in (info["dictionary"]["items"], info["label"], info["messages"][0]):
                items.append("looked")
            send(pid, "show")
            print(await receive(timeout=30))
            await receive(str, timeout=30)
            made = process_info(pid, "dictionary")["dictionary"]
            print(made["items"], made["made"].split(" ")[0])
            kill(pid)
            """);

    assertThat(out)
        .isEqualTo(
            """
            {'dictionary': {'items': [1], 'again': [1]}, 'label': ['label'], 'messages': [['message']]} True
            ([1], ['label'], ['message'])
            [1] <generator
            """);
  }

  @Test
  @DisplayName("N16: everyone who is told of an exit has a reason of his own")
  void everyReceiverHasItsOwnReason() {
    String out =
        node.output(
            """
            async def dies():
                await receive()
                raise ProcessExit(["x"])

            async def linked(top, pid):
                link(pid)
                send(top, "linked")
                try:
                    await receive()
                except ProcessExit as end:
                    end.reason.append("linked")
                    send(top, end.reason)
                    raise

            trap_exit(True)
            pid, first = spawn_monitor(dies)
            second = monitor(pid)
            link(pid)
            spawn(linked, self(), pid)
            await receive(str, timeout=30)
            send(pid, "go")
            downs = [await receive(ref, timeout=30) for ref in (first, second)]
            exits = [await receive(Exit, timeout=30)]
            downs[0].reason.append("down")
            exits[0].reason.append("exit")
            print([message.reason for message in downs + exits], await receive(list, timeout=30))
            """);

    assertThat(out).isEqualTo("[['x', 'down'], ['x'], ['x', 'exit']] ['x', 'linked']\n");
  }
}
