"""What the programs here share: measuring, and the memory of a program of threads."""

from __future__ import annotations

import os
import resource
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from payloads import payloads, repetitions  # noqa: E402
from protocol import QUICK, cold_and_warm, latencies, out, warm  # noqa: E402

__all__ = [
    "QUICK",
    "cold_and_warm",
    "latencies",
    "out",
    "payloads",
    "repetitions",
    "resident",
    "warm",
]


def resident() -> int:
    """Bytes of memory in use: a thread's stack is not an object of Python's."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()
