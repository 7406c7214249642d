"""What was measured, by row, state and peer, and what it was measured on."""

from __future__ import annotations

import json
import math
import os
import platform
import shlex
import statistics
import sys
from collections.abc import Container
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from catalogue import BENCHMARK_OF, BENCHMARKS, ROWS, Row
from peers import NAMES

STATES = ("cold", "warm", "live")
FORMAT = 2
LARGEST = 1e15
"""No figure is beyond it, so that sums of two are finite too."""


def is_figure(value: float) -> bool:
    """Whether it can have been measured; of inf and nan it is not true."""
    return abs(value) <= LARGEST


class BadResults(Exception):
    """A file that does not hold results. The text says why."""


@dataclass(frozen=True)
class Failure:
    """A program of a peer that failed in a round, and how."""

    round: int
    benchmark: str
    peer: str
    why: str

    def __str__(self) -> str:
        return f"{self.benchmark}, {self.peer}, round {self.round}: {self.why}"


@dataclass
class Results:
    """The values of all rounds, what failed, and where they come from."""

    command: str = ""
    date: str = ""
    machine: str = ""
    rounds: int = 0
    """How many were asked for."""
    finished: int = 0
    """How many of them were run to their end."""
    quick: bool = False
    versions: dict[str, str] = field(default_factory=dict)
    """Of each peer that was run."""
    missing: dict[str, str] = field(default_factory=dict)
    """Of each peer that was not, how to install it."""
    failures: list[Failure] = field(default_factory=list)
    values: dict[tuple[str, str, str], dict[int, float]] = field(default_factory=dict)
    """By row, state and peer: the value of each round that did not fail."""

    def add(self, row: str, state: str, peer: str, number: int, value: float) -> None:
        """Note a value of the round with that number."""
        self.values.setdefault((row, state, peer), {})[number] = value

    def fail(self, number: int, benchmark: str, peer: str, why: str) -> None:
        """Note that a program failed in the round with that number."""
        self.failures.append(Failure(number, benchmark, peer, why))

    def has_failed(self, row: str, peer: str) -> bool:
        """Whether the program of a row failed in any round."""
        where = BENCHMARK_OF[row], peer
        return any((failure.benchmark, failure.peer) == where for failure in self.failures)

    def median(self, row: str, state: str, peer: str) -> float | None:
        values = self.values.get((row, state, peer))
        return statistics.median(values.values()) if values else None

    def spread(self, row: str, state: str, peer: str) -> float | None:
        """Half the way from the least to the greatest, as a share of the median."""
        values = self.values.get((row, state, peer), {}).values()
        middle = self.median(row, state, peer)
        if len(values) < 2 or not middle:
            return None
        return (max(values) - min(values)) / 2 / abs(middle)

    def ratio(self, row: str, state: str, peer: str) -> float | None:
        """So many times the peer's median is rebeam's, out of the rounds that both have."""
        ours = self.values.get((row, state, "rebeam"), {})
        theirs = self.values.get((row, state, peer), {})
        both = ours.keys() & theirs.keys()
        if not both:
            return None
        our_median = statistics.median(ours[number] for number in both)
        their_median = statistics.median(theirs[number] for number in both)
        if our_median <= 0 or their_median <= 0:
            return None
        return our_median / their_median

    def is_met(self, row: Row) -> bool | None:
        """Whether the row's target is met; None without a target or without figures."""
        state = self.judged_state(row)
        ours = self.median(row.name, state, "rebeam")
        ratios = {peer: self.ratio(row.name, state, peer) for peer in row.target.ratios}
        if ours is None or not str(row.target) or None in ratios.values():
            return None
        most = math.inf if row.target.most is None else row.target.most
        return ours <= most and all(
            (ratio or 0.0) <= row.target.ratios[peer] for peer, ratio in ratios.items()
        )

    def states(self, row: Row) -> list[str]:
        """Those the row has been measured in."""
        return [s for s in STATES if any(key[:2] == (row.name, s) for key in self.values)]

    def judged_state(self, row: Row) -> str:
        """The state whose figures a target is about: the last there is."""
        return (self.states(row) or ["warm"])[-1]

    def as_json(self) -> str:
        rows = [
            {
                "row": row,
                "state": state,
                "peer": peer,
                "median": self.median(row, state, peer),
                "least": min(values.values()),
                "greatest": max(values.values()),
                "rounds": list(values),
                "values": list(values.values()),
            }
            for (row, state, peer), values in self.values.items()
        ]
        about = {name: getattr(self, name) for name in ABOUT}
        failures = [asdict(failure) for failure in self.failures]
        whole = {"format": FORMAT, **about, "failures": failures, "results": rows}
        return json.dumps(whole, indent=1, allow_nan=False) + "\n"


ABOUT = {
    "command": str, "date": str, "machine": str, "rounds": int, "finished": int,
    "quick": bool, "versions": dict, "missing": dict,
}  # fmt: skip
"""Fields of Results that are written as they are, and what they hold."""


def read(file: Path) -> Results:
    """The results that ``Results.as_json`` wrote, or BadResults."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return parse(found)
    except OSError as error:
        raise BadResults(f"cannot read {file}: {error.strerror}") from error
    except BadResults as error:
        raise BadResults(f"{file} holds no results of bench/compare: {error}") from error
    except (ValueError, RecursionError) as error:
        raise BadResults(f"{file} holds no results of bench/compare: it is no JSON") from error


def parse(found: Any) -> Results:
    if (version := part(found, "format", int)) != FORMAT:
        raise BadResults(f"it is of format {version}, not {FORMAT}")
    results = Results(**{name: part(found, name, kind) for name, kind in ABOUT.items()})
    if not 0 <= results.finished <= results.rounds:
        raise BadResults(f"{results.finished} of {results.rounds} rounds are finished")
    for texts in results.versions, results.missing:
        for peer in texts:
            known(peer, NAMES, "peer")
            part(texts, peer, str)
    for line in part(found, "failures", list):
        failure = Failure(**{name: part(line, name, kind) for name, kind in FAILURE.items()})
        known(failure.benchmark, [benchmark.name for benchmark in BENCHMARKS], "benchmark")
        known(failure.peer, results.versions, "peer")
        known(failure.round, range(1, results.rounds + 1), "round")
        results.failures.append(failure)
    for line in part(found, "results", list):
        add_line(results, line)
    return results


FAILURE = {"round": int, "benchmark": str, "peer": str, "why": str}


def add_line(results: Results, line: Any) -> None:
    """Add the values of a row, a state and a peer."""
    row, state, peer = (part(line, name, str) for name in ("row", "state", "peer"))
    known(row, ROWS, "row")
    known(state, STATES, "state")
    known(peer, results.versions, "peer")
    rounds, values = part(line, "rounds", list), part(line, "values", list)
    if not values or len(rounds) != len(values):
        raise BadResults(f"{row} has {len(values)} values of {len(rounds)} rounds")
    for number, value in zip(rounds, values):
        known(number, range(1, results.rounds + 1), "round")
        if type(value) not in (int, float) or not is_figure(value):
            raise BadResults(f"{value!r} of {row} is no figure")
        if number in results.values.get((row, state, peer), {}):
            raise BadResults(f"{row} has two values of round {number}")
        results.add(row, state, peer, number, value)


def part(whole: Any, name: str, kind: type) -> Any:
    """``whole[name]``, which is exactly of that kind: a bool is no int here."""
    if type(whole) is not dict or type(whole.get(name)) is not kind:
        raise BadResults(f"its {name!r} is not there, or no {kind.__name__}")
    return whole[name]


def known(name: Any, names: Container[Any], what: str) -> None:
    if type(name) not in (str, int) or name not in names:
        raise BadResults(f"there is no {what} {name!r}")


def here_and_now(rounds: int, quick: bool) -> Results:
    """Empty results of this machine and this command."""
    return Results(
        command=shlex.join(["bench/compare", *sys.argv[1:]]),
        date=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z"),
        machine=machine(),
        rounds=rounds,
        quick=quick,
    )


def machine() -> str:
    """Processor, cores, memory and system, in one line."""
    model = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = f"{os.cpu_count()} cores"
    return f"{model}, {cores}, {memory:.0f} GiB, {platform.system()} {platform.release()}"
