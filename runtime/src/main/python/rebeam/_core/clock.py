"""The clock by which timers fire: ``time.monotonic``, and how far a test has put it ahead."""

from __future__ import annotations

import sys
import time

import _rebeam_host as _host
from polyglot import gil_locked_during_interop

_ahead = 0.0


def monotonic() -> float:
    """Seconds since some fixed moment."""
    return time.monotonic() + _ahead


def advance(seconds: float) -> None:
    """Put the clock ahead. The timers that are due then have fired when this returns."""
    global _ahead
    _ahead += seconds
    with gil_locked_during_interop(False):
        _host.advance_timers(int(seconds * 1e9))
    entry = sys.modules.get("rebeam._host.asyncio_entry")
    if entry is not None:
        entry.look_again()
