"""The place of the cursor in text that is being typed."""

import unittest

from rebeam._shell.places import place_of


class PlaceTest(unittest.TestCase):
    def test_a_string_is_what_is_typed_of_it(self):
        for text, typed in (
            ("f('a", "a"),
            ('d["a b', "a b"),
            ("r'x\\", "x\\"),
            ("f'it\\'s", "it\\'s"),
            ('"""one\ntwo', "one\ntwo"),
            ("'", ""),
        ):
            self.assertEqual(place_of(text).string, typed, text)

    def test_a_closed_string_is_none(self):
        for text in ("'a'", "'a' + ", "'a\nb", '"""a"""', "x", "'it\\'s'"):
            self.assertIsNone(place_of(text).string, text)

    def test_a_comment_has_no_place_in_code(self):
        self.assertTrue(place_of("f(1) # send(").is_comment)
        self.assertFalse(place_of("f(1) # send(\nsend(").is_comment)
        self.assertFalse(place_of("'# x").is_comment)

    def test_a_call_has_its_function_and_arguments(self):
        call = place_of("x = a.b(1, [2, 3], ', ', k=(4, 5), na").call
        self.assertEqual(call.before, "a.b")
        self.assertEqual(call.arguments, ("1", "[2, 3]", "', '", "k=(4, 5)", "na"))

    def test_the_innermost_bracket_decides(self):
        self.assertEqual(place_of("f(g(1), h(").call.before, "h")
        self.assertIsNone(place_of("f([1, ").call)
        self.assertIsNone(place_of("f(1)").call)
        self.assertIsNone(place_of("((").call)

    def test_a_literal_is_known_by_its_attribute(self):
        for text, kind in (
            ("'a'.", "str"),
            ("b'a'.x", "bytes"),
            ("[1].a", "list"),
            ("{}.k", "dict"),
            ("{1: 2}.k", "dict"),
            ("{1}.a", "set"),
            ("a[1].x", None),
            ("f('a').x", None),
            ("'a' + b.x", None),
            ("'a'", None),
        ):
            self.assertEqual(place_of(text).literal, kind, text)


if __name__ == "__main__":
    unittest.main()
