"""Ratios, failures, and what --from accepts."""

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

import protocol
import report
from results import BadResults, Results, parse, read


def measured() -> Results:
    """Two rounds of ping-pong; rebeam's first failed."""
    found = Results(rounds=2, finished=2, versions={"rebeam": "r", "asyncio": "a"})
    found.fail(1, "pingpong", "rebeam", "ended with exit code 3")
    found.add("pingpong", "warm", "asyncio", 1, 10.0)
    found.add("pingpong", "warm", "rebeam", 2, 1.0)
    found.add("pingpong", "warm", "asyncio", 2, 2.0)
    return found


class ResultsTest(unittest.TestCase):
    def test_a_ratio_is_out_of_the_rounds_both_have(self) -> None:
        found = measured()
        self.assertEqual(found.ratio("pingpong", "warm", "asyncio"), 0.5)
        self.assertEqual(found.median("pingpong", "warm", "asyncio"), 6.0)

    def test_there_is_no_ratio_without_a_common_round(self) -> None:
        found = Results()
        found.add("pingpong", "warm", "rebeam", 1, 1.0)
        found.add("pingpong", "warm", "asyncio", 2, 2.0)
        self.assertIsNone(found.ratio("pingpong", "warm", "asyncio"))

    def test_what_is_written_is_read_again(self) -> None:
        found = measured()
        self.assertEqual(parse(json.loads(found.as_json())), found)

    def test_the_table_tells_what_failed(self) -> None:
        found = measured()
        line = "Failed: pingpong, rebeam, round 1: ended with exit code 3"
        self.assertIn(line, report.text(found))
        self.assertIn(line, report.markdown(found))

    def test_a_cell_whose_program_always_failed_says_so(self) -> None:
        found = measured()
        del found.values["pingpong", "warm", "rebeam"]
        row = next(line for line in report.text(found).splitlines() if line[:8] == "pingpong")
        self.assertEqual(row.split()[3], "failed")

    def test_the_table_tells_of_rounds_that_were_not_run(self) -> None:
        found = measured()
        found.finished = 1
        self.assertIn("Rounds: 1 of 2, then stopped", report.text(found))


class ParseTest(unittest.TestCase):
    def refused(self, change: Any) -> str:
        found = json.loads(measured().as_json())
        change(found)
        with self.assertRaises(BadResults) as caught:
            parse(found)
        return str(caught.exception)

    def test_an_older_format_is_named(self) -> None:
        told = self.refused(lambda found: found.update(format=1))
        self.assertEqual(told, "it is of format 1, not 2")

    def test_unknown_names_are_refused(self) -> None:
        for key, name in ("row", "x"), ("state", "hot"), ("peer", "pykka"), ("peer", "x"):
            told = self.refused(lambda found: found["results"][0].update({key: name}))
            self.assertEqual(told, f"there is no {key} {name!r}")
        told = self.refused(lambda found: found["failures"][0].update(benchmark="x"))
        self.assertEqual(told, "there is no benchmark 'x'")

    def test_wrong_types_are_refused(self) -> None:
        changes: list[Any] = [
            lambda found: found.update(rounds="2"),
            lambda found: found.update(rounds=True),
            lambda found: found.update(versions=[]),
            lambda found: found["versions"].update(rebeam=None),
            lambda found: found.update(results={}),
            lambda found: found.update(results=[1]),
            lambda found: found["results"][0].update(values=[None]),
            lambda found: found["results"][0].update(values=["1"]),
            lambda found: found["results"][0].update(values=[float("nan")]),
            lambda found: found["results"][0].update(values=[], rounds=[]),
            lambda found: found["results"][0].update(rounds=[3, 1]),
            lambda found: found["results"][0].update(rounds=[[], {}]),
            lambda found: found["results"].append(found["results"][0]),
            lambda found: found.pop("failures"),
        ]
        for change in changes:
            self.refused(change)

    def test_a_file_that_is_no_json_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "results.json")
            for text in b"", b"{", b"\xff", b"[" * 100_000:
                file.write_bytes(text)
                with self.assertRaises(BadResults) as caught:
                    read(file)
                told = f"{file} holds no results of bench/compare: it is no JSON"
                self.assertEqual(str(caught.exception), told)


class MedianTest(unittest.TestCase):
    def test_the_median_of_an_even_number_is_between_the_two_in_the_middle(self) -> None:
        self.assertEqual(protocol.median([4.0, 1.0, 3.0, 2.0]), 2.5)
        self.assertEqual(protocol.median([3.0, 1.0, 2.0]), 2.0)
        self.assertEqual(protocol.median([1.0]), 1.0)


class WarmUpTest(unittest.TestCase):
    def test_runs_are_warm_when_they_have_not_got_faster_for_as_long_as_they_did(self):
        runs = protocol.WarmUp()
        for seconds in [1.0] * 10 + [0.5] * 29:  # the improvement is seen after 12.5 s
            runs.add(seconds)
            self.assertFalse(runs.is_over())
        runs.add(0.5)
        self.assertTrue(runs.is_over())
        self.assertEqual(runs.spent, 25.0)

    def test_runs_end_at_the_limit_though_they_still_get_faster(self):
        runs = protocol.WarmUp()
        seconds = 10.0
        while not runs.is_over():
            runs.add(seconds)
            seconds *= 0.9
        self.assertGreaterEqual(runs.spent, protocol.LIMIT_SECONDS)

    def test_steady_runs_are_warm_after_the_least_time(self):
        runs = protocol.WarmUp()
        while not runs.is_over():
            runs.add(1.0)
        self.assertEqual(runs.spent, protocol.WARM_SECONDS)


if __name__ == "__main__":
    unittest.main()
