"""The runtime's values: frozen dataclasses to a program, made without that module."""

import copy
import dataclasses
import pickle
import unittest

from rebeam import Down, Exit, Reason, Shutdown, TaggedDown, self


class RecordTest(unittest.TestCase):
    def test_records_are_equal_by_class_and_value(self):
        self.assertEqual(Shutdown(1), Shutdown(1))
        self.assertNotEqual(Shutdown(1), Shutdown(2))
        self.assertNotEqual(Exit(None, 1), (None, 1))
        self.assertEqual(hash(Shutdown((1, 2))), hash(Shutdown((1, 2))))

    def test_a_record_shows_its_fields(self):
        self.assertEqual(repr(Exit(None, "why")), "Exit(sender=None, reason='why')")
        self.assertEqual(repr(Shutdown(3)), "Shutdown(detail=3)")

    def test_a_record_cannot_be_changed(self):
        with self.assertRaises(AttributeError):
            Shutdown(1).detail = 2
        with self.assertRaises(AttributeError):
            del Shutdown(1).detail

    def test_a_record_is_matched_by_position_and_name(self):
        match TaggedDown("tag", None, own, "why"):
            case TaggedDown("tag", _, target, reason=reason):
                self.assertEqual((target, reason), (own, "why"))
            case other:
                self.fail(repr(other))

    def test_a_record_is_a_dataclass_to_a_program(self):
        self.assertTrue(dataclasses.is_dataclass(Down))
        self.assertEqual(
            [f.name for f in dataclasses.fields(Down)], ["ref", "target", "reason", "kind"]
        )
        self.assertEqual(dataclasses.replace(Shutdown(1), detail=2), Shutdown(2))
        self.assertEqual(dataclasses.asdict(Exit(None, 1)), {"sender": None, "reason": 1})

    def test_a_record_can_be_copied_and_pickled(self):
        down = Down(None, own, ["why"])
        self.assertEqual(copy.deepcopy(down), down)
        self.assertIsNot(copy.deepcopy(down).reason, down.reason)
        self.assertEqual(pickle.loads(pickle.dumps(Shutdown(("a", 1)))), Shutdown(("a", 1)))

    def test_a_reason_equals_its_text(self):
        self.assertEqual(Reason.KILLED, "killed")
        self.assertEqual(f"{Reason.NOPROC}", "noproc")


own = self()


if __name__ == "__main__":
    unittest.main()
