"""What the prompt accepts beyond Python."""

import ast
import unittest

from rebeam._shell.prompt import as_typed, ends_with_semicolon, rewrite


class PromptTest(unittest.TestCase):
    def test_a_send_becomes_a_call(self):
        self.assertEqual(rewrite("echo ! 1"), "send(echo, 1)")
        self.assertEqual(rewrite("a ! (b, 2); c ! 3"), "send(a, (b, 2)); send(c, 3)")

    def test_the_message_of_a_send_may_go_on_over_lines(self):
        self.assertEqual(ast.unparse(ast.parse(rewrite("p ! {\n 'a': 1,\n}"))), "send(p, {'a': 1})")

    def test_a_comment_may_stand_behind_a_send(self):
        for source in ("p ! 1  # one", "p ! [1, # one\n 2] # two\n"):
            self.assertRegex(ast.unparse(ast.parse(rewrite(source))), r"^send\(p, .*\)$")

    def test_an_indented_send_keeps_its_indent(self):
        source = "for p in ps:\n    p ! 1\n"
        self.assertEqual(ast.unparse(ast.parse(rewrite(source))), "for p in ps:\n    send(p, 1)")

    def test_a_pid_becomes_a_call(self):
        self.assertEqual(rewrite("kill(<0.42.0>)"), 'kill(pid("0.42.0"))')
        self.assertEqual(rewrite("<0.42.0> ! 'x'"), "send(pid(\"0.42.0\"), 'x')")

    def test_strings_and_comments_stay(self):
        for source in ("'<0.42.0> ! x'", '"""a ! b"""', "x # y ! <0.1.0>", "r'\\' ! '", "f'{a}!'"):
            self.assertEqual(rewrite(source), source)

    def test_valid_python_stays(self):
        for source in (
            "a != b",
            "x = {1: [2, (3,)]}",
            "def f():\n    return 1\n",
            "f'{x!r}'",
            "a < 0.42",
        ):
            self.assertEqual(rewrite(source), source)

    def test_what_has_been_rewritten_stays(self):
        for source in ("a ! b", "<0.1.0> ! (1, 2)", "for x in y:\n  x ! 1"):
            once = rewrite(source)
            self.assertEqual(rewrite(once), once)

    def test_a_semicolon_at_the_end_hides_the_value(self):
        for source in ("1;", "1 ;  ", "x = 1\ny;", "1; # why", "'#';"):
            self.assertTrue(ends_with_semicolon(source), source)
        for source in ("1", "1; 2", "';'", "1 # ;", "", "1;\n2"):
            self.assertFalse(ends_with_semicolon(source), source)

    def test_an_error_is_about_the_line_that_was_typed(self):
        error = as_typed(SyntaxError("bad", ("<1>", 2, 5, "send(x,")), "a\nx ! \nb")
        self.assertEqual((error.lineno, error.text, error.msg), (2, "x ! ", "bad"))
        shell = as_typed(SyntaxError("bad", ("<1>", 1, 1, "")), "!ls")
        self.assertIn("os.system() runs a program", shell.msg)


if __name__ == "__main__":
    unittest.main()
