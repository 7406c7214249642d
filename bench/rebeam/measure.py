"""What the programs here share: the protocol of all peers, from the directory above."""

import os
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
    "warm",
]
