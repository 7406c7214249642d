"""Timers that send messages. Times are seconds as float, or a timedelta."""

from __future__ import annotations

import time

import _rebeam_host as _host
from rebeam._core.arguments import process_of, to_seconds
from rebeam._core.copying import copy_message
from rebeam._core.scheduling import self
from rebeam._core.sending import send
from rebeam._core.types import Pid, Ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def send_after(seconds: Any, dest: Pid | str, msg: Any, *, abs: bool = False) -> Ref:
    """Send a copy of ``msg`` to a pid or a name after ``seconds`` (G1); returns a reference.

    A name is looked up when the time is over; a timer to a pid ends with its process (G5).
    With ``abs``, ``seconds`` is a point of ``time.monotonic()``; one in the past is due
    at once. Raises TypeError and ValueError. Any thread may call it.
    """
    return _start(seconds, dest, msg, False, abs)


def start_timer(seconds: Any, dest: Pid | str, msg: Any, *, abs: bool = False) -> Ref:
    """As ``send_after``, but the message is ``TimerFired(ref, msg)`` (G2)."""
    return _start(seconds, dest, msg, True, abs)


def send_interval(seconds: Any, dest: Pid | str, msg: Any) -> Ref:
    """Send a copy of ``msg`` every ``seconds`` until the timer is cancelled or ``dest`` ends (G14).

    Each time counts from the one that was due before, so that the ticks do not drift (G16).
    Raises ValueError for an interval of 0.
    """
    period = _nanos(seconds)
    if period <= 0:
        raise ValueError("an interval must be longer than 0 s")
    return Ref(_host.send_interval(period, _target(dest), copy_message(msg)))


def cancel_timer(ref: Ref, *, async_: bool = False, info: bool = True) -> float | None:
    """Cancel a timer: the seconds that were left, or None when its message was sent (G7).

    With ``async_`` the result comes as a message ``("cancel_timer", ref, seconds_or_None)``
    and the call returns None. Without ``info`` there is no result. Any process that has the
    reference may cancel the timer (G10). Raises TypeError for anything but a reference.
    """
    left = _seconds(_host.cancel_timer(_serial(ref)))
    if async_ and info:
        send(self(), ("cancel_timer", ref, left))
    return left if info and not async_ else None


def read_timer(ref: Ref, *, async_: bool = False) -> float | None:
    """The seconds left, or None when the timer has fired or was cancelled (G9).

    With ``async_`` the result comes as a message ``("read_timer", ref, seconds_or_None)``
    and the call returns None.
    """
    left = _seconds(_host.read_timer(_serial(ref)))
    if async_:
        send(self(), ("read_timer", ref, left))
        return None
    return left


def _start(seconds: Any, dest: Any, msg: Any, notice: bool, at: bool) -> Ref:
    nanos = _nanos_until(seconds) if at else _nanos(seconds)
    return Ref(_host.send_after(nanos, _target(dest), copy_message(msg), notice))


def _nanos_until(point: Any) -> int:
    if isinstance(point, bool) or not isinstance(point, (int, float)) or point != point:
        raise TypeError(f"a point of time.monotonic() is a number of seconds, not {point!r}")
    return max(0, int((max(0.0, min(point, 9e9)) - time.monotonic()) * 1e9))


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
