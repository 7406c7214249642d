"""Values and exceptions as text, within limits, whatever their classes do."""

import unittest

from rebeam._core import limited, texts


class Refusing:
    def __repr__(self):
        raise RuntimeError("no")

    def __str__(self):
        raise RuntimeError("never")


class RefusingError(Exception):
    def __str__(self):
        raise LookupError("nothing to say")


class TextTest(unittest.TestCase):
    def test_a_value_has_its_repr(self):
        for value in (1, "text", [1, "two"], {"a": (1,)}, {1}, frozenset(), b"x", None, 2.5):
            self.assertEqual(texts.safe_repr(value), repr(value))

    def test_a_repr_that_raises_is_a_word_about_it(self):
        shown = texts.safe_repr([Refusing()])
        self.assertIn("Refusing", shown)
        self.assertIn("RuntimeError", shown)

    def test_a_long_value_is_cut_within_the_limit(self):
        shown = texts.safe_repr("x" * 10_000_000, 50)
        self.assertLess(len(shown), 100)
        self.assertTrue(shown.startswith("'xxx"))

    def test_an_endless_value_ends(self):
        endless = []
        endless.append(endless)
        self.assertEqual(texts.safe_repr(endless), repr(endless))

    def test_a_cut_value_says_so(self):
        text, is_cut = limited.shown(list(range(100_000)), 200)
        self.assertTrue(is_cut)
        self.assertLess(len(text), 400)
        self.assertEqual(limited.shown([1, 2], 200), ("[1, 2]", False))

    def test_the_message_of_an_exception_is_that_of_str(self):
        for error in (
            ValueError("no"),
            ValueError(),
            KeyError("k"),
            ValueError(1, 2),
            OSError(2, "gone"),
        ):
            self.assertEqual(texts.message(error), str(error))

    def test_a_message_that_cannot_be_made_is_a_word_about_it(self):
        self.assertEqual(texts.message(RefusingError()), "<message unavailable: LookupError>")

    def test_a_cause_is_one_line(self):
        self.assertEqual(texts.cause(ValueError("one\ntwo")).count("\n"), 0)
        self.assertEqual(texts.cause(ValueError("no")), "ValueError: no")
        self.assertEqual(texts.cause(ValueError()), "ValueError")

    def test_what_a_terminal_would_obey_is_escaped(self):
        self.assertEqual(texts.printable("a\x1b[2Jb\u202e"), "a\\x1b[2Jb\\u202e")
        self.assertEqual(texts.printable("line\n\ttab ö"), "line\n\ttab ö")


if __name__ == "__main__":
    unittest.main()
