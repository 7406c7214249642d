"""Runs CPython's own tests and prints the outcome of each: ``passed test_queue.QueueTest.test_x``.

The arguments are where to run them, ``main`` or ``def``, and the modules of ``test``. What a
failed test says is written to standard error.
"""

import sys
import threading
import unittest

from test.support import threading_helper


class Outcomes(unittest.TestResult):
    """Prints a line for each test; one with failed subtests has failed."""

    def startTest(self, test):
        super().startTest(test)
        self.outcome = "passed"

    def addError(self, test, error):
        self._failed(test, error)

    def addFailure(self, test, error):
        self._failed(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self._failed(test, error)

    def addSkip(self, test, reason):
        self.outcome = "skipped"
        if not hasattr(test, "_testMethodName"):
            self._tell(test)

    def addExpectedFailure(self, test, error):
        pass

    def addUnexpectedSuccess(self, test):
        self.outcome = "failed"

    def stopTest(self, test):
        super().stopTest(test)
        self._tell(test)

    def _failed(self, test, error):
        self.outcome = "failed"
        text = "".join(self._exc_info_to_string(error, test).splitlines(True)[-25:])
        print(f"==== {test.id()}\n{text}", file=sys.stderr, flush=True)
        if not hasattr(test, "_testMethodName"):  # setUpClass and its kin
            self._tell(test)

    def _tell(self, test):
        print(self.outcome, test.id().removeprefix("test."), flush=True)


def run(names):
    # It waits up to a minute, by collections, for what reference counts free in CPython.
    threading_helper.threading_cleanup = lambda *before: None
    for name in names:
        unittest.defaultTestLoader.loadTestsFromName("test." + name).run(Outcomes())


def run_and_tell(names):
    try:
        run(names)
    finally:
        ended.set()


where, *names = sys.argv[1:]
if where == "def":
    from rebeam import spawn

    # No await: in a program with one at its top level asyncio.run may not be called.
    ended = threading.Event()
    spawn(run_and_tell, names)
    ended.wait()
else:
    run(names)
print("ended")
