"""Runs benchmarks in fresh processes and notes what they print."""

from __future__ import annotations

import subprocess
import sys

from catalogue import ROWS, Benchmark
from peers import HERE, Peer, environment
from results import STATES, Results

SECONDS_EACH = 900


def command(peer: Peer, benchmark: Benchmark, quick: bool) -> list[str]:
    if benchmark.name == "start":
        program = peer.start_command() or []
        return [sys.executable, str(HERE / "start.py"), peer.name, *program] + ["--quick"] * quick
    return peer.command(benchmark.name, quick)


def run(peer: Peer, benchmark: Benchmark, quick: bool, results: Results) -> str | None:
    """Add what one program prints to ``results``; returns what went wrong, or None."""
    words = command(peer, benchmark, quick)
    try:
        done = subprocess.run(
            words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
            timeout=SECONDS_EACH, env=environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"stopped after {SECONDS_EACH} s"
    except OSError as error:
        return f"cannot be run: {error.strerror}"
    found = 0
    for line in done.stdout.splitlines():
        match line.split():
            case [row, state, value, _] if row in ROWS and state in STATES:
                results.add(row, state, peer.name, float(value))
                found += 1
            case _:
                return f"said {line!r}, which is no result"
    if done.returncode:
        return f"ended with exit code {done.returncode}"
    return None if found else "told no result"


def run_round(
    peers: list[Peer], benchmarks: list[Benchmark], quick: bool, results: Results, label: str
) -> bool:
    """Every benchmark once by every peer, one peer after the other; False if one failed.

    So a slow minute of the machine hits all of them.
    """
    good = True
    for benchmark in benchmarks:
        for peer in (peer for peer in peers if peer.has(benchmark.name)):
            print(f"{label}: {benchmark.name}, {peer.name}", file=sys.stderr, flush=True)
            wrong = run(peer, benchmark, quick, results)
            if wrong:
                good = False
                print(f"{label}: {benchmark.name}, {peer.name}: {wrong}", file=sys.stderr)
    return good
