"""Timers that send messages. Times are seconds as float, or a timedelta."""

from __future__ import annotations

from typing import Any

import _rebeam_host as _host
from rebeam._copy import copy_message
from rebeam._process import process_of, to_seconds
from rebeam._types import Pid, Ref


def send_after(seconds: Any, dest: Pid | str, msg: Any) -> Ref:
    """Send ``msg`` to a pid or a name in ``seconds``. A name is looked up then."""
    return _start(seconds, dest, msg, False)


def start_timer(seconds: Any, dest: Pid | str, msg: Any) -> Ref:
    """As ``send_after``, but the message is ``TimerFired(ref, msg)``."""
    return _start(seconds, dest, msg, True)


def send_interval(seconds: Any, dest: Pid | str, msg: Any) -> Ref:
    """Send ``msg`` every ``seconds``, without drift, until cancelled or ``dest`` ends."""
    period = _nanos(seconds)
    if period <= 0:
        raise ValueError("an interval must be longer than 0 s")
    return Ref(_host.send_interval(period, _target(dest), copy_message(msg)))


def cancel_timer(ref: Ref) -> float | None:
    """Take a timer back: the seconds that were left, or None when it was too late."""
    return _seconds(_host.cancel_timer(_serial(ref)))


def read_timer(ref: Ref) -> float | None:
    """The seconds left, or None when the timer has fired or was cancelled."""
    return _seconds(_host.read_timer(_serial(ref)))


def _start(seconds: Any, dest: Any, msg: Any, notice: bool) -> Ref:
    return Ref(_host.send_after(_nanos(seconds), _target(dest), copy_message(msg), notice))


def _nanos(seconds: Any) -> int:
    return int(to_seconds(seconds) * 1e9)


def _seconds(nanos: int) -> float | None:
    return None if nanos < 0 else nanos / 1e9


def _target(dest: Any) -> Any:
    return str(dest) if isinstance(dest, str) else process_of(dest, "a timer")


def _serial(ref: Any) -> int:
    if type(ref) is not Ref:
        raise TypeError(f"a timer is named by a Ref, not {ref!r}")
    return ref._serial
