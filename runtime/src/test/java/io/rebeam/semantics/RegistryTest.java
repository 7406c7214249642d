package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics K.10: registries. */
class RegistryTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName(
      "K71, K75: register, lookup, keys, values, update_value and unregister, without an await")
  void entries() {
    String out =
        node.output(
            """
            async with Registry(keys="unique", name="rooms") as rooms:
                print(Registry.register("rooms", ("chat", 7), {"a": 1}), rooms.lookup(("chat", 7)) == [(self(), {"a": 1})])
                print(rooms.whereis(("chat", 7)) == self(), rooms.whereis("none"), Registry.lookup(rooms.pid, "none"))
                rooms.register("x", 1)
                print(rooms.keys(self()), rooms.values("x", self()), rooms.count())
                print(rooms.update_value("x", lambda v: v + 1), rooms.lookup("x") == [(self(), 2)])
                print(rooms.select(lambda key, pid, value: value == 2) == [("x", self(), 2)])
                rooms.unregister("x")
                rooms.unregister("x")
                print(rooms.lookup("x"), rooms.keys(self()))
                try:
                    rooms.update_value("x", len)
                except KeyError as error:
                    print("no key", error)
                print(rooms.meta("m", 0), rooms.put_meta("m", [1]), rooms.meta("m"))
            print(await receive(timeout=0, default="nothing"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            None True
            True None []
            [('chat', 7), 'x'] [1] 2
            2 True
            True
            [] [('chat', 7)]
            no key 'x'
            0 None [1]
            nothing
            """);
  }

  @Test
  @DisplayName("K78: keys compare exactly, and are of immutable kinds")
  void keys() {
    String out =
        node.output(
            """
            import math

            async with Registry() as reg:
                kinds = [None, True, 1, 1.0, 2**70, "1", b"1", (1, ("a", 1.0)), (1, ("a", 1)), self(), monitor(self()), math.nan]
                for number, key in enumerate(kinds):
                    reg.register(key, number)
                print([reg.lookup(key)[0][1] for key in kinds], reg.count())
                print(all(type(a) is type(b) for a, b in zip(reg.keys(self()), kinds)))
                for bad in [1], {"a"}, len, (1, [2]):
                    try:
                        reg.register(bad)
                    except TypeError as error:
                        print(error)
                try:
                    reg.register("socket", lambda: 1)
                except TypeError as error:
                    print("cannot be shared" in str(error))
                print(reg.count())
            """);

    assertThat(out)
        .isEqualTo(
            """
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] 12
            True
            a key is made of None, bool, numbers, str, bytes, pids, references and tuples of these, not [1]
            a key is made of None, bool, numbers, str, bytes, pids, references and tuples of these, not {'a'}
            a key is made of None, bool, numbers, str, bytes, pids, references and tuples of these, not <built-in function len>
            a key is made of None, bool, numbers, str, bytes, pids, references and tuples of these, not (1, [2])
            True
            12
            """);
  }

  @Test
  @DisplayName("K71: what is kept is a copy")
  void values() {
    String out =
        node.output(
            """
            from dataclasses import dataclass

            @dataclass
            class Point:
                x: int

            async with Registry() as reg:
                point = Point(1)
                reg.register("p", [point, self()])
                point.x = 2
                [(_, kept)] = reg.lookup("p")
                kept.append(1)
                print(reg.lookup("p")[0][1] == [Point(1), self()])
            """);

    assertThat(out)
        .isEqualTo(
            """
            True
            """);
  }

  @Test
  @DisplayName("K71 T-K54: a key whose process has ended or is ending is free at once")
  void deadHolder() {
    String out =
        node.output(
            """
            async def holds(reg):
                reg.register("key")
                send(top, "has it")
                await receive("never".__eq__)

            top = self()
            async with Registry() as reg:
                for _ in rounds(1000):
                    pid = spawn(holds, reg)
                    assert await receive(timeout=30) == "has it"
                    kill(pid)
                    assert reg.whereis("key") is None
                    reg.register("key")
                    reg.unregister("key")
                print(reg.count())
            """);

    assertThat(out)
        .isEqualTo(
            """
            0
            """);
  }

  @Test
  @DisplayName("K71 T-K55: of several who register one unique key at the same time one succeeds")
  void contention() {
    String out =
        node.output(
            """
            async def tries(reg, key):
                try:
                    reg.register(key)
                    send(top, "mine")
                except AlreadyRegistered as error:
                    send(top, error.pid)
                await receive("go".__eq__)

            def blocks(reg, key):
                try:
                    reg.register(key)
                    send(top, "mine")
                except AlreadyRegistered as error:
                    send(top, error.pid)
                receive("go".__eq__)

            top = self()
            async with Registry() as reg:
                for n in rounds(1000):
                    pids = [spawn(blocks if i == 0 else tries, reg, n) for i in range(8)]
                    answers = [await receive(timeout=30) for _ in pids]
                    holder = reg.whereis(n)
                    assert answers.count("mine") == 1 and set(answers) - {"mine"} <= {holder}, answers
                    for pid in pids:
                        send(pid, "go")
                print("one each")
            """);

    assertThat(out)
        .isEqualTo(
            """
            one each
            """);
  }

  @Test
  @DisplayName("K73 T-K56: entries are gone when the end of their process is told")
  void cleanUp() {
    String out =
        node.output(
            """
            async def holds(regs):
                for reg in regs:
                    reg.register("key", 1)
                send(top, "has it")
                await receive("never".__eq__)

            top = self()
            async with Registry() as one, Registry(keys="duplicate") as two:
                for _ in rounds(1000):
                    pid, ref = spawn_monitor(holds, [one, two])
                    await receive("has it".__eq__, timeout=30)
                    kill(pid)
                    await receive(ref, timeout=30)
                    assert (one.lookup("key"), two.lookup("key"), two.keys(pid), one.count()) == ([], [], [], 0)
                print("gone")
            """);

    assertThat(out)
        .isEqualTo(
            """
            gone
            """);
  }

  @Test
  @DisplayName("K71: duplicate keys have all their processes, one several times too")
  void duplicates() {
    String out =
        node.output(
            """
            async def joins(reg, n):
                reg.register("topic", n)
                send(top, "ready")
                await receive("never".__eq__)

            top = self()
            async with Registry(keys="duplicate") as reg:
                pids = [spawn(joins, reg, n) for n in range(3)]
                for _ in pids:
                    await receive("ready".__eq__)
                reg.register("topic", "a")
                reg.register("topic", "b")
                print(len(reg.lookup("topic")), sorted(reg.values("topic", self())), reg.keys(self()))
                reg.dispatch("topic", lambda entries: [send(pid, ("told", value)) for pid, value in entries])
                print(sorted(value for _, value in [await receive(tuple), await receive(tuple)]))
                reg.dispatch("nobody", lambda entries: print("not called"))
                reg.unregister("topic")
                print(sorted(value for _, value in reg.lookup("topic")))
                for pid in pids:
                    kill(pid)
            """);

    assertThat(out)
        .isEqualTo(
            """
            5 ['a', 'b'] ['topic', 'topic']
            ['a', 'b']
            [0, 1, 2]
            """);
  }

  @Test
  @DisplayName("K72: a registrant and its registry end together, until it has no key any more")
  void links() {
    String out =
        node.output(
            """
            async def holds(reg, then):
                reg.register("key")
                if then == "unregister":
                    reg.unregister("key")
                send(top, "ready")
                await receive("never".__eq__)

            top = self()
            for then in "keep", "unregister":
                reg = await Registry.start()
                pid, ref = spawn_monitor(holds, reg, then)
                await receive("ready".__eq__)
                kill(reg.pid)
                if then == "keep":
                    print((await receive(ref)).reason)
                else:
                    print(is_alive(pid), process_info(pid, "links"))
                    kill(pid)
                    await receive(ref)
            reg = await Registry.start_link()
            reg.register("mine")
            reg.unregister("mine")
            print(process_info(self(), "links")["links"] == [reg.pid])
            await stop(reg)
            try:
                reg.register("late")
            except NoProcess:
                print("no such registry")
            try:
                Registry.lookup("none", 1)
            except NotRegistered as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            killed
            True {'links': []}
            True
            no such registry
            no process is registered as 'none'
            """);
  }

  @Test
  @DisplayName("K74: a key is a name for servers, send, call and cast")
  void via() {
    String out =
        node.output(
            """
            class Echo(GenServer):
                def init(self, *args):
                    print("init", args, Registry.keys("names", self.pid))

                def handle_call(self, request, caller):
                    return request

                def handle_info(self, message):
                    print("got", message)

            async with Registry(name="names"):
                echo = await Echo.start_link(1, name=via("names", "echo", "value"))
                name = via("names", "echo")
                print(await call(name, 5), Registry.lookup("names", "echo") == [(echo.pid, "value")])
                send(name, "hello")
                print(await call(name, 6), Echo.at(name) == echo)
                try:
                    await Echo.start_link(2, name=name)
                except AlreadyStarted as error:
                    print(error.pid == echo.pid)
                await stop(name)
                print(Registry.lookup("names", "echo"), cast(name, 1))
                for attempt in send, call:
                    try:
                        await attempt(name, 1)
                    except (NotRegistered, CallNoProcess) as error:
                        print(type(error).__name__, error)
                try:
                    await Echo.start_link(name=via("nowhere", 1))
                except NotRegistered as error:
                    print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            init (1,) ['echo']
            5 True
            got hello
            6 True
            True
            [] None
            NotRegistered no process is registered as via('names', 'echo')
            CallNoProcess call to via('names', 'echo') failed: noproc
            no process is registered as 'nowhere'
            """);
  }

  @Test
  @DisplayName(
      "K74, J3 T-J03: of several starts with one key one succeeds, and the others know its pid")
  void viaRace() {
    String out =
        node.output(
            """
            class Plain(GenServer):
                pass

            async def starts(n):
                try:
                    server = await Plain.start(name=via("names", n))
                    send(top, ("ok", server.pid))
                except AlreadyStarted as error:
                    send(top, ("taken", error.pid))

            top = self()
            async with Registry(name="names") as names:
                for n in rounds(1000):
                    for _ in range(4):
                        spawn(starts, n)
                    told = [await receive(timeout=30) for _ in range(4)]
                    [pid] = {pid for _, pid in told}
                    assert sorted(word for word, _ in told) == ["ok", "taken", "taken", "taken"]
                    kill(pid)
                print("one each")
            """);

    assertThat(out)
        .isEqualTo(
            """
            one each
            """);
  }

  @Test
  @DisplayName(
      "K75 T-K57: nobody's entry but one's own is removed; a lock is freed when its holder ends")
  void locks() {
    String out =
        node.output(
            """
            async def other(reg):
                reg.unregister("key")
                await reg.lock("lock", lambda: send(top, "inside") and receive("never".__eq__))

            async def waits(reg):
                send(top, await reg.lock("lock", lambda: "after"))

            top = self()
            async with Registry() as reg:
                reg.register("key")
                pid = spawn(other, reg)
                print(await receive(timeout=30), reg.keys(self()))
                spawn(waits, reg)
                print(await reg.lock("another", lambda: 1), await reg.lock(1.0, lambda: reg.lock(1, lambda: "not the same")))
                kill(pid)
                print(await receive(timeout=30))
                async def fails():
                    raise ValueError("inside")
                try:
                    await reg.lock("lock", fails)
                except ValueError as error:
                    print(error, await reg.lock("lock", lambda: "free"))
                count = []
                async def adds(n):
                    before = len(count)
                    await yield_()
                    count.append(n)
                    return len(count) - before
                print([await reg.lock("n", lambda: adds(n)) for n in range(3)])
                while (await introspect.get_state(reg))["locks"]:
                    await yield_()
            """);

    assertThat(out)
        .isEqualTo(
            """
            inside ['key']
            1 not the same
            after
            inside free
            [1, 1, 1]
            """);
  }

  @Test
  @DisplayName("K77 T-K58: listeners are told of register and unregister, and not of an end")
  void listeners() {
    String out =
        node.output(
            """
            async def registers():
                for key in "a", "b":
                    Registry.register("reg", key, key * 2)
                Registry.unregister("reg", "a")

            register("listener")
            async with Registry(name="reg", listeners=["listener", "nobody"]) as reg:
                pid, ref = spawn_monitor(registers)
                told = []
                while type(message := await receive(timeout=30)) is not Down:
                    told.append((*message[:3], message[3] == pid, *message[4:]))
                for line in told:
                    print(line)
                print(await receive(timeout=0, default="nothing"), reg.count())
            unregister("listener")
            for bad in {"listeners": "one"}, {"keys": "both"}:
                try:
                    await Registry.start(**bad)
                except StartError as error:
                    print(error.reason.message)
            """);

    assertThat(out)
        .isEqualTo(
            """
            ('register', 'reg', 'a', True, 'aa')
            ('register', 'reg', 'b', True, 'bb')
            ('unregister', 'reg', 'a', True)
            nothing 0
            listeners is a list of names, not 'one'
            keys are 'unique' or 'duplicate', not 'both'
            """);
  }
}
