"""How everything here is measured; the Python programs of all peers use this file.

A *run* is one whole benchmark, for example 200,000 messages. The first run of a fresh
process is the cold figure. Runs are then repeated until they have not got faster for as
long as they did; the median of the last ones is the warm figure. ``beam/measure.erl`` does
the same.
"""

import sys
import time
from collections.abc import Awaitable, Callable, Sequence

QUICK = "--quick" in sys.argv
WINDOW = 5
"""How many runs are looked at together."""
STABLE = 0.95
"""A window whose median is at least this share of the fastest is no faster."""
WARM_SECONDS = 1.0 if QUICK else 15.0
"""The least time of all runs together: compilers work beside the program."""
LIMIT_SECONDS = 2.0 if QUICK else 90.0
"""After this time what there is counts as warm."""


def out(measurement: str, state: str, value: float, unit: str) -> None:
    """Print one result as ``bench/compare`` reads it; ``state`` is cold, warm or live."""
    print(f"{measurement} {state} {value:.3f} {unit}", flush=True)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of ``values`` lie."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    # Not that of statistics, whose import would take part in what is measured.
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


class WarmUp:
    """The runs after the first, and whether they no longer get faster.

    A compiler stands still between two steps, and how long depends on the machine: so what
    counts is that the last improvement lies in the first half of the time.

    ``share`` of the usual time is spent, for programs that measure many things.
    """

    def __init__(self, share: float = 1.0) -> None:
        self.least = WARM_SECONDS * share
        self.limit = LIMIT_SECONDS * share
        self.spent = 0.0
        self.times: list[float] = []
        self.fastest: float | None = None
        self.improved = 0.0
        """When the last improvement was seen, in seconds spent."""

    def add(self, seconds: float) -> None:
        """Take in one more run."""
        self.times.append(seconds)
        self.spent += seconds
        if len(self.times) % WINDOW != 0:
            return
        last = self.last()
        if self.fastest is None:
            self.fastest = last
        elif last < STABLE * self.fastest:
            self.fastest = last
            self.improved = self.spent

    def last(self) -> float:
        """The median of the last runs."""
        return median(self.times[-WINDOW:])

    def is_over(self) -> bool:
        """Whether the last runs count as warm."""
        if self.spent >= self.limit:
            return True
        return len(self.times) >= 2 * WINDOW and self.spent >= max(self.least, 2 * self.improved)


async def seconds(run: Callable[[], Awaitable[object]]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    await run()
    return time.perf_counter() - start


async def warm(run: Callable[[], Awaitable[object]], share: float = 1.0) -> float:
    """The seconds of a warm run."""
    runs = WarmUp(share)
    while not runs.is_over():
        runs.add(await seconds(run))
    return runs.last()


async def cold_and_warm(
    measurement: str,
    unit: str,
    scale: float,
    run: Callable[[], Awaitable[object]],
    share: float = 1.0,
) -> None:
    """Print the first run and a warm one; ``scale`` makes the unit of a run's seconds.

    In a program that measures several things, cold is the first run of each, and ``share``
    of the usual time is spent on it.
    """
    out(measurement, "cold", await seconds(run) * scale, unit)
    out(measurement, "warm", await warm(run, share) * scale, unit)


async def latencies(measurement: str, call: Callable[[], Awaitable[float]]) -> None:
    """Print quantiles in ms of what ``call`` returns in seconds.

    Cold are the first calls of a fresh process, warm the later ones.
    """
    first, later = (100, 200) if QUICK else (500, 1000)
    for state, count in ("cold", first), ("warm", later):
        taken = [await call() * 1e3 for _ in range(count)]
        out(f"{measurement}_p50", state, median(taken), "ms")
        out(f"{measurement}_p99", state, quantile(taken, 0.99), "ms")
