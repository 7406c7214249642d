"""The copies of messages: what is shared, what is copied, and what is refused."""

import threading
import unittest
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field

from rebeam import Down, Reason, self
from rebeam._core.copying import copy_arguments, copy_message, copy_to_show


@dataclass
class Basket:
    owner: str
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Point:
    x: int
    y: int


class CopyTest(unittest.TestCase):
    def test_what_cannot_be_changed_is_shared(self):
        for value in (1, 2.5, "text", b"bytes", None, True, 1j, range(3), self_pid, Reason.KILL):
            with self.subTest(value=value):
                self.assertIs(copy_message(value), value)

    def test_a_tuple_of_what_cannot_be_changed_is_shared(self):
        value = (1, ("two", frozenset({3})))
        self.assertIs(copy_message(value), value)

    def test_containers_are_copied_with_what_they_hold(self):
        original = {"list": [1, [2]], "set": {3}, "bytes": bytearray(b"4"), "tuple": ([5],)}
        copy = copy_message(original)
        self.assertEqual(copy, original)
        original["list"][1].append(6)
        original["set"].add(7)
        original["bytes"].append(8)
        original["tuple"][0].append(9)
        self.assertEqual(
            copy, {"list": [1, [2]], "set": {3}, "bytes": bytearray(b"4"), "tuple": ([5],)}
        )

    def test_an_instance_of_a_dataclass_is_copied(self):
        original = Basket("ann", ["tea"])
        copy = copy_message(original)
        original.items.append("milk")
        self.assertEqual(copy, Basket("ann", ["tea"]))
        self.assertEqual(copy_message(Point(1, 2)), Point(1, 2))

    def test_subclasses_of_containers_keep_their_class(self):
        original = OrderedDict(a=[1]), defaultdict(list, b=[2])
        ordered, default = copy_message(original)
        self.assertIs(type(ordered), OrderedDict)
        self.assertIs(type(default), defaultdict)
        self.assertEqual((ordered, default), original)
        self.assertEqual(default["new"], [])

    def test_what_is_shared_within_a_message_is_shared_in_its_copy(self):
        part = [1]
        first, second = copy_message((part, {"again": part}))
        self.assertIs(first, second["again"])
        self.assertIsNot(first, part)

    def test_a_cycle_is_a_cycle_in_the_copy(self):
        original = [1]
        original.append(original)
        copy = copy_message(original)
        self.assertIs(copy[1], copy)
        self.assertIsNot(copy, original)

    def test_arguments_of_one_spawn_share_what_they_shared(self):
        part = [1]
        _, (first,), named = copy_arguments(print, (part,), {"second": part})
        self.assertIs(first, named["second"])

    def test_what_cannot_be_copied_is_named_with_its_place(self):
        with self.assertRaisesRegex(TypeError, r"cannot copy a generator \(message\['a'\]\[1\]\)"):
            copy_message({"a": [1, (n for n in ())]})
        with self.assertRaisesRegex(TypeError, "cannot copy .*[Ll]ock"):
            copy_message([threading.Lock()])

    def test_a_value_to_be_shown_is_a_text_where_it_cannot_be_copied(self):
        shown = copy_to_show([(n for n in ())])
        self.assertIsInstance(shown, str)
        self.assertIn("generator object", shown)

    def test_messages_of_the_runtime_are_copied_with_their_reason(self):
        reason = ["why"]
        down = Down(None, self_pid, reason)
        copy = copy_message(down)
        self.assertEqual(copy, down)
        self.assertIsNot(copy.reason, reason)


self_pid = self()


if __name__ == "__main__":
    unittest.main()
