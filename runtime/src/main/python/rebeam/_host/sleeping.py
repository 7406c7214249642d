"""``time.sleep``, waiting in the runtime: to a point in time, however often it is disturbed.

GraalPy's own starts over after a safepoint action when it is given whole seconds, and is
busy for the rest of its time when it is not.
"""

from __future__ import annotations

import time as _library
from _operator import index

import _rebeam_host as _host
from polyglot import gil_locked_during_interop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import SupportsIndex

_MAX_SECONDS = 2**63 / 1e9
"""The longest time that CPython takes."""
_MAX_WAIT = 4e9
"""The longest time that is waited, a century: it is counted in nanoseconds."""


def install() -> None:
    """Called at boot."""
    sleep.__module__ = "time"
    _library.sleep = staticmethod(sleep)  # a function would bind where classes keep it


def sleep(seconds: float | SupportsIndex, /) -> None:
    """Wait for ``seconds``; see the standard library's ``time.sleep``."""
    length = seconds if isinstance(seconds, float) else index(seconds)
    if length != length:
        raise ValueError("Invalid value NaN (not a number)")
    if not -_MAX_SECONDS < length < _MAX_SECONDS:
        raise OverflowError("timestamp too large to convert to C _PyTime_t")
    if length < 0:
        raise ValueError("sleep length must be non-negative")
    with gil_locked_during_interop(False):
        _host.sleep(min(float(length), _MAX_WAIT))
