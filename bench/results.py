"""What was measured, by row, state and peer, and what it was measured on."""

from __future__ import annotations

import json
import math
import os
import platform
import shlex
import statistics
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from catalogue import Row

STATES = ("cold", "warm", "live")
FORMAT = 1


class BadResults(Exception):
    """A file that does not hold results. The text says why."""


@dataclass
class Results:
    """The values of all rounds, and where they come from."""

    command: str = ""
    date: str = ""
    machine: str = ""
    rounds: int = 0
    quick: bool = False
    versions: dict[str, str] = field(default_factory=dict)
    """Of each peer that was run."""
    missing: dict[str, str] = field(default_factory=dict)
    """Of each peer that was not, how to install it."""
    values: dict[tuple[str, str, str], list[float]] = field(default_factory=dict)
    """By row, state and peer: a value for each round."""

    def add(self, row: str, state: str, peer: str, value: float) -> None:
        self.values.setdefault((row, state, peer), []).append(value)

    def median(self, row: str, state: str, peer: str) -> float | None:
        values = self.values.get((row, state, peer))
        return statistics.median(values) if values else None

    def spread(self, row: str, state: str, peer: str) -> float | None:
        """Half the way from the least to the greatest, as a share of the median."""
        values = self.values.get((row, state, peer), [])
        middle = self.median(row, state, peer)
        if len(values) < 2 or not middle:
            return None
        return (max(values) - min(values)) / 2 / abs(middle)

    def ratio(self, row: str, state: str, peer: str) -> float | None:
        """So many times the peer's median is rebeam's."""
        ours = self.median(row, state, "rebeam")
        theirs = self.median(row, state, peer)
        if ours is None or theirs is None or theirs <= 0 or ours <= 0:
            return None
        return ours / theirs

    def is_met(self, row: Row) -> bool | None:
        """Whether the row's target is met; None where there is none or it cannot be told."""
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

    def write(self, file: Path) -> None:
        rows = [
            {
                "row": row,
                "state": state,
                "peer": peer,
                "median": self.median(row, state, peer),
                "least": min(values),
                "greatest": max(values),
                "values": values,
            }
            for (row, state, peer), values in self.values.items()
        ]
        about = {name: getattr(self, name) for name in ABOUT}
        file.write_text(json.dumps({"format": FORMAT, **about, "results": rows}, indent=1) + "\n")


ABOUT = ("command", "date", "machine", "rounds", "quick", "versions", "missing")


def read(file: Path) -> Results:
    """The results that ``write`` wrote."""
    try:
        found: dict[str, Any] = json.loads(file.read_text())
        if found["format"] != FORMAT:
            raise BadResults(f"{file} is of format {found['format']}, not {FORMAT}")
        results = Results(**{name: found[name] for name in ABOUT})
        for line in found["results"]:
            results.values[line["row"], line["state"], line["peer"]] = line["values"]
        return results
    except OSError as error:
        raise BadResults(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadResults(f"{file} holds no results of bench/compare") from error


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
