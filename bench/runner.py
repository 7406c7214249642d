"""Runs benchmarks in fresh processes and notes what they print."""

from __future__ import annotations

import subprocess
import sys

import child
from catalogue import Benchmark
from peers import HERE, Peer, environment
from results import STATES, Results, is_figure

SECONDS_EACH = 900
SHOWN = 80
"""Characters of a line that is no result."""


class Failed(Exception):
    """A program did not do what a benchmark does. The text says what it did."""


def command(peer: Peer, benchmark: Benchmark, quick: bool) -> list[str]:
    if benchmark.name == "start":
        program = peer.start_command() or []
        return [sys.executable, str(HERE / "start.py"), peer.name, *program] + ["--quick"] * quick
    return peer.command(benchmark.name, quick)


def figures(benchmark: Benchmark, printed: str) -> dict[tuple[str, str], float]:
    """The figures by row and state that a program has printed, or Failed."""
    rows = {row.name for row in benchmark.rows}
    found: dict[tuple[str, str], float] = {}
    for line in printed.splitlines():
        shown = line if len(line) <= SHOWN else line[:SHOWN] + "…"
        match line.split():
            case [row, state, value, _] if row in rows and state in STATES:
                if (row, state) in found:
                    raise Failed(f"said {row} {state} twice")
                found[row, state] = figure(value, shown)
            case _:
                raise Failed(f"said {shown!r}, which is no result")
    if not found:
        raise Failed("told no result")
    return found


def figure(text: str, shown: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not is_figure(value):
        raise Failed(f"said {shown!r}, whose number is none")
    return value


def run(peer: Peer, benchmark: Benchmark, quick: bool) -> dict[tuple[str, str], float]:
    """The figures by row and state that one program measures, or Failed.

    All or none: what a program has printed before it crashes may be as wrong as the rest.
    """
    words = command(peer, benchmark, quick)
    try:
        printed, code = child.output(words, environment(), SECONDS_EACH)
    except subprocess.TimeoutExpired:
        raise Failed(f"stopped after {SECONDS_EACH} s") from None
    except OSError as error:
        raise Failed(f"cannot be run: {error.strerror}") from error
    if code < 0:
        raise Failed(f"was ended by signal {-code}")
    if code:
        raise Failed(f"ended with exit code {code}")
    return figures(benchmark, printed)


def run_round(
    peers: list[Peer],
    benchmarks: list[Benchmark],
    quick: bool,
    results: Results,
    number: int,
    label: str,
) -> None:
    """Every benchmark once by every peer, one peer after the other.

    So a slow minute of the machine hits all of them.
    """
    for benchmark in benchmarks:
        for peer in (peer for peer in peers if peer.has(benchmark.name)):
            print(f"{label}: {benchmark.name}, {peer.name}", file=sys.stderr, flush=True)
            try:
                found = run(peer, benchmark, quick)
            except Failed as failed:
                results.fail(number, benchmark.name, peer.name, str(failed))
                print(f"{label}: {benchmark.name}, {peer.name}: {failed}", file=sys.stderr)
                continue
            for (row, state), value in found.items():
                results.add(row, state, peer.name, number, value)
