package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables that processes share, as OTP's ETS. */
class TableTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("A set has one value under a key; reading and writing need no await")
  void sets() {
    String out =
        node.output(
            """
            table = Table()
            table["a"] = 1
            table.insert("b", [2])
            print(table["a"], table.get("b"), table.get("c", 0), table.lookup("a"), table.lookup("c"))
            print(table.insert_new("a", 5), table.insert_new("c", 5), table["a"], len(table), "c" in table, "d" in table)
            print(sorted(table), sorted(table.items(), key=str), sorted(table.values(), key=str))
            table["b"].append(3)
            print(table["b"], table.take("b"), table.take("b"), table.delete("b"))
            del table["c"]
            for attempt in (lambda: table["c"], lambda: table.__delitem__("c")):
                try:
                    attempt()
                except KeyError as error:
                    print("no", error)
            print(table.delete_value("a", 2), table.delete_value("a", 1), len(table), bool(table))
            table["x"] = None
            print(table.lookup("x"), table.clear(), table.items(), table.info()["kind"])
            table.drop()
            try:
                table.get("a")
            except NoTable as error:
                print("gone" in str(error))
            """);

    assertThat(out)
        .isEqualTo(
            """
            1 [2] 0 [1] []
            False True 1 3 True False
            ['a', 'b', 'c'] [('a', 1), ('b', [2]), ('c', 5)] [1, 5, [2]]
            [2] [[2]] [] None
            no 'c'
            no 'c'
            False True 0 True
            [None] None [] set
            True
            """);
  }

  @Test
  @DisplayName("The keys of an ordered set have an order, and compare exactly")
  void orderedSets() {
    String out =
        node.output(
            """
            table = Table("ordered_set")
            keys = [None, False, True, -1, 1, 1.0, 1.5, 2, 2**70, "", "a", "b", b"", (1,), (1, "a"), (2,)]
            for key in reversed(keys):
                table[key] = repr(key)
            print(table.keys() == keys, [type(k) for k in table.keys()] == [type(k) for k in keys])
            print(table.first(), table.last(), table.next(2), table.next(1.7), table.prev("a") == "", table.prev(None, "none"))
            print(table.range(1, 2), table.range("b"), table.range(end=True))
            print(table.next((2,), "end"), len(table))
            for what in Table().first, Table("bag").range:
                try:
                    what()
                except TypeError as error:
                    print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            True True
            None (2,) 1180591620717411303424 2 True none
            [(1, '1'), (1.0, '1.0'), (1.5, '1.5')] [('b', "'b'"), (b'', "b''"), ((1,), '(1,)'), ((1, 'a'), "(1, 'a')"), ((2,), '(2,)')] [(None, 'None'), (False, 'False')]
            end 16
            only the keys of an ordered_set have an order
            only the keys of an ordered_set have an order
            """);
  }

  @Test
  @DisplayName("A bag has several values under a key, each once")
  void bags() {
    String out =
        node.output(
            """
            table = Table("bag")
            for value in 1, 2, 1, [3], [3], 1.0:
                table.insert("k", value)
            print(table.lookup("k"), len(table), table.get("k"), table.items()[:2])
            print(table.delete_value("k", 2), table.delete_value("k", 2), table.lookup("k"))
            print(table.insert_new("k", 0), table.insert_new("new", 0), table.take("k"), table.keys())
            try:
                table.update_counter("new", 1, 0)
            except TypeError as error:
                print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            [1, 2, [3], 1.0] 4 1 [('k', 1), ('k', 2)]
            True False [1, [3], 1.0]
            False True [1, [3], 1.0] ['new']
            what is under 'new' is no integer
            """);
  }

  @Test
  @DisplayName("A duplicate_bag has a value under a key as often as it is put in")
  void duplicateBags() {
    String out =
        node.output(
            """
            table = Table("duplicate_bag")
            for value in 1, 2, 1, [3], [3]:
                table.insert("k", value)
            print(table.lookup("k"), len(table), table.info()["kind"])
            print(table.delete_value("k", 1), table.delete_value("k", 1), table.lookup("k"))
            print(table.insert_new("k", 0), table.items(), table.take("k"), table.keys())
            """);

    assertThat(out)
        .isEqualTo(
            """
            [1, 2, 1, [3], [3]] 5 duplicate_bag
            True False [2, [3], [3]]
            False [('k', 2), ('k', [3]), ('k', [3])] [2, [3], [3]] []
            """);
  }

  @Test
  @DisplayName("update inserts several rows, or none when one of them cannot be kept")
  void severalRows() {
    String out =
        node.output(
            """
            table = Table("ordered_set")
            table.update({"a": 1, "b": 2})
            table.update((n, n * n) for n in range(3))
            print(table.items())
            for rows in [("c", 1), ([], 2)], [("c", 1), ("d", lambda: 0)], [("c",)]:
                try:
                    table.update(rows)
                except (TypeError, ValueError) as error:
                    print(type(error).__name__, "c" in table)
            bag = Table("bag")
            bag.update([("k", 1), ("k", 2), ("k", 1)])
            print(bag.lookup("k"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            [(0, 0), (1, 1), (2, 4), ('a', 1), ('b', 2)]
            TypeError False
            TypeError False
            ValueError False
            [1, 2]
            """);
  }

  @Test
  @DisplayName("Rows are found by a pattern of the key, a predicate, or folded")
  void searching() {
    String out =
        node.output(
            """
            table = Table("ordered_set")
            for user in "ann", "bob":
                for n in range(3):
                    table["user", user, n] = n * 10
            table["other"] = 1
            print(table.match(("user", "ann", ...)))
            print([key for key, _ in table.match(("user", ..., 2))], table.match(("user", ...)), len(table.match(...)))
            print(table.select(lambda key, value: value == 10))
            print(table.foldl(lambda key, value, total: total + value, 0))
            try:
                table[("x", ...)] = 1
            except TypeError as error:
                print("a key is made of" in str(error))
            table["dots"] = ...
            print(table["dots"])
            """);

    assertThat(out)
        .isEqualTo(
            """
            [(('user', 'ann', 0), 0), (('user', 'ann', 1), 10), (('user', 'ann', 2), 20)]
            [('user', 'ann', 2), ('user', 'bob', 2)] [] 7
            [(('user', 'ann', 1), 10), (('user', 'bob', 1), 10)]
            61
            True
            Ellipsis
            """);
  }

  @Test
  @DisplayName("Counters are exact under contention, of any size, and only integers")
  void counters() {
    String out =
        node.output(
            """
            def blocks(table, times):
                for _ in range(times):
                    table.update_counter("n", 1, 0)

            async def counts(table, times):
                for _ in range(times):
                    table.update_counter("n", 1, 0)
                    await yield_()

            table = Table(access="public")
            refs = [spawn_monitor(kind, table, 500)[1] for kind in (blocks, counts) * 4]
            for ref in refs:
                assert (await receive(ref, timeout=60)).reason == "normal"
            print(table["n"], table.update_counter("n", -4000))
            table["big"] = 2**63 - 1
            print(table.update_counter("big") == 2**63, table.update_counter("big", -1) == 2**63 - 1)
            table["text"] = "x"
            for attempt in (
                lambda: table.update_counter("none"), lambda: table.update_counter("text"),
                lambda: table.update_counter("n", 1.5),
            ):
                try:
                    attempt()
                except (KeyError, TypeError) as error:
                    print(type(error).__name__, error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            4000 0
            True True
            KeyError 'none'
            TypeError what is under 'text' is no integer
            TypeError a counter counts in integers, not 1.5
            """);
  }

  @Test
  @DisplayName("insert_new succeeds for one of several at the same time")
  void insertNew() {
    String out =
        node.output(
            """
            async def tries(table, n):
                send(top, table.insert_new(n, self()))

            top = self()
            table = Table(access="public")
            for n in rounds(500):
                for _ in range(6):
                    spawn(tries, table, n)
                assert [await receive(bool, timeout=30) for _ in range(6)].count(True) == 1
            print("one each")
            """);

    assertThat(out)
        .isEqualTo(
            """
            one each
            """);
  }

  @Test
  @DisplayName("A private, protected or public table may be used by others as its access says")
  void access() {
    String out =
        node.output(
            """
            def attempts(table, top):
                did = []
                for attempt in (lambda: table.get("a"), lambda: table.insert("b"), lambda: table.drop()):
                    try:
                        attempt()
                        did.append("may")
                    except PermissionError as error:
                        did.append(str(error).split(" may ")[1].split(" ")[0])
                for attempt in (lambda: table.set_heir(self()), lambda: table.give_away(self())):
                    try:
                        attempt()
                    except (PermissionError, NoTable) as error:
                        did.append(type(error).__name__)
                send(top, did)

            for access in "private", "protected", "public":
                table = Table(access=access)
                table["a"] = 1
                spawn(attempts, table, self())
                print(access, await receive(list, timeout=30))
            for bad in {"kind": "list"}, {"access": "all"}, {"name": []}:
                try:
                    Table(**bad)
                except (ValueError, TypeError) as error:
                    print(str(error)[:40])
            """);

    assertThat(out)
        .isEqualTo(
            """
            private ['read', 'write', 'write', 'PermissionError', 'PermissionError']
            protected ['may', 'write', 'write', 'PermissionError', 'PermissionError']
            public ['may', 'may', 'may', 'NoTable', 'NoTable']
            kind is one of set, ordered_set, bag, du
            access is one of public, protected, priv
            a key is made of None, bool, numbers, st
            """);
  }

  @Test
  @DisplayName("A table ends with its owner before that end is told, and its name is free")
  void owner() {
    String out =
        node.output(
            """
            async def owns(top):
                table = Table(name="named")
                table["a"] = 1
                send(top, table)
                await receive("never".__eq__)

            for _ in rounds(500):
                pid, ref = spawn_monitor(owns, self())
                table = await receive(Table, timeout=30)
                assert table["a"] == 1 and Table.at("named") == table and table.info()["owner"] == pid
                kill(pid)
                await receive(ref, timeout=30)
                for attempt in (lambda: table["a"], lambda: Table.at("named")):
                    try:
                        attempt()
                        raise AssertionError("still there")
                    except NoTable:
                        pass
            mine = Table(name="named")
            try:
                Table(name="named")
            except NameTaken as error:
                print(error)
            mine.drop()
            print({mine: 1}[mine])
            """);

    assertThat(out)
        .isEqualTo(
            """
            there is a table 'named' already
            1
            """);
  }

  @Test
  @DisplayName(
      "An heir owns the table when its owner has ended, and is told so; give_away makes an owner")
  void heirs() {
    String out =
        node.output(
            """
            async def owns(heir):
                table = Table(heir=heir, heir_data=["for you"])
                table["a"] = 1
                send(heir, "made")
                await receive("never".__eq__)

            for _ in rounds(500):
                pid, ref = spawn_monitor(owns, self())
                await receive("made".__eq__, timeout=30)
                kill(pid)
                match await receive(TableTransfer, timeout=30):
                    case TableTransfer(table, sender, data):
                        assert sender == pid and data == ["for you"] and table["a"] == 1
                table["b"] = 2
                await receive(ref, timeout=30)
                table.drop()

            async def takes(top):
                match await receive(TableTransfer):
                    case TableTransfer(table, sender, data):
                        table["mine"] = data
                        send(top, table.info()["owner"] == self())
                        await receive("never".__eq__)

            table = Table()
            pid, ref = spawn_monitor(takes, self())
            table.give_away(pid, "gift")
            print(await receive(bool, timeout=30), table["mine"])
            try:
                table["x"] = 1
            except PermissionError:
                print("not mine any more")
            kill(pid)
            await receive(ref)
            try:
                table.get("mine")
            except NoTable:
                print("gone with its owner")
            table = Table()
            try:
                table.give_away(pid)
            except NoProcess:
                print("dead", table.info()["owner"] == self())
            table.set_heir(pid)
            print(table.info()["heir"] == pid, table.set_heir(None), table.info()["heir"])
            table.drop()
            """);

    assertThat(out)
        .isEqualTo(
            """
            True gift
            not mine any more
            gone with its owner
            dead True
            True None None
            """);
  }

  @Test
  @DisplayName(
      "What is kept is a copy, and so is what is read; a table in a message stays the same")
  void values() {
    String out =
        node.output(
            """
            from dataclasses import dataclass

            @dataclass
            class Point:
                x: int

            table = Table()
            values = [None, True, 1, 2**80, 1.5, "x", b"x", (1, [2]), {"a": {1}}, Point(1), self(), monitor(self()), ..., Ok(1), len]
            for number, value in enumerate(values):
                table[number] = value
            print([table[n] for n in range(len(values))] == values)
            point = table[9]
            point.x = 2
            print(table[9], type(table[7]))
            send(self(), table)
            same = await receive(Table)
            same["new"] = 1
            print(same == table, table["new"])
            try:
                table["bad"] = lambda: 1
            except TypeError as error:
                print("cannot be shared" in str(error))
            table.drop()
            """);

    assertThat(out)
        .isEqualTo(
            """
            True
            Point(x=1) <class 'tuple'>
            True 1
            True
            """);
  }
}
