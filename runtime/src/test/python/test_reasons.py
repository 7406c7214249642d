"""From exceptions and values to exit reasons (N2)."""

import unittest

from rebeam import CallTimeout, Crashed, ProcessExit, Reason, Shutdown, is_abnormal, self
from rebeam._core.reasons import encode, of_exception


class ReasonTest(unittest.TestCase):
    def test_an_exit_has_the_reason_that_it_was_raised_with(self):
        self.assertEqual(of_exception(ProcessExit(("gone", 1))), ("gone", 1))
        self.assertEqual(of_exception(ProcessExit()), Reason.NORMAL)

    def test_leaving_with_no_code_or_0_is_normal(self):
        self.assertEqual(of_exception(SystemExit()), "normal")
        self.assertEqual(of_exception(SystemExit(0)), "normal")

    def test_leaving_with_a_code_is_a_shutdown(self):
        self.assertEqual(of_exception(SystemExit(3)), Shutdown(("system_exit", 3)))

    def test_a_failed_call_has_the_reason_of_the_call(self):
        error = CallTimeout("timeout", own, "")
        self.assertEqual(of_exception(error), ("timeout", ("call", own)))

    def test_any_other_exception_is_a_crash_with_type_and_message(self):
        try:
            {}["missing"]
        except KeyError as error:
            reason = of_exception(error)
        self.assertEqual(reason, Crashed("KeyError", "'missing'"))
        self.assertIn('{}["missing"]', reason.traceback)

    def test_only_crashes_and_reasons_of_the_program_are_abnormal(self):
        for reason in ("normal", "shutdown", Reason.NORMAL, Shutdown("detail")):
            self.assertFalse(is_abnormal(reason), reason)
        for reason in ("kill", "killed", ("normal",), None, Crashed("ValueError", "")):
            self.assertTrue(is_abnormal(reason), reason)

    def test_the_runtime_gets_a_kind_a_term_and_a_text(self):
        self.assertEqual(encode("normal"), ("NORMAL", "normal", "normal"))
        self.assertEqual(encode("kill")[0], "KILL")
        kind, term, text = encode(("gone", [1]))
        self.assertEqual((kind, term, text), ("OTHER", ("gone", [1]), "('gone', [1])"))

    def test_a_reason_that_goes_out_shares_nothing_with_its_original(self):
        original = [1]
        term = encode(original)[1]
        original.append(2)
        self.assertEqual(term, [1])

    def test_a_crash_keeps_no_frame(self):
        try:
            big = bytearray(8)
            raise ValueError(big)
        except ValueError as error:
            reason = of_exception(error)
        self.assertIsInstance(reason.message, str)
        self.assertEqual(
            reason, Crashed("ValueError", "bytearray(b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00')")
        )


own = self()


if __name__ == "__main__":
    unittest.main()
