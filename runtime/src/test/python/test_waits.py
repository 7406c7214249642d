"""Waits: how what has to be awaited is told apart from other generators."""

import types
import unittest

from rebeam import receive, run_blocking, sleep, yield_
from rebeam._core.waits import dual, is_wait


class WaitTest(unittest.TestCase):
    def test_what_waits_is_known_as_a_wait(self):
        for wait in (receive(), receive(int), receive(timeout=1), sleep(1), yield_()):
            self.assertTrue(is_wait(wait), wait)
            wait.close()

    def test_other_generators_are_none(self):
        def _receive():
            yield

        for other in (_receive(), types.coroutine(_receive)(), 1, None):
            self.assertFalse(is_wait(other), other)
        body = run_blocking(len, ())
        self.assertFalse(is_wait(body))  # a coroutine is awaited anyway
        body.close()

    def test_in_a_coroutine_process_a_dual_function_returns_what_is_awaited(self):
        waiting = yield_()
        self.assertIs(dual(waiting), waiting)
        waiting.close()


if __name__ == "__main__":
    unittest.main()
