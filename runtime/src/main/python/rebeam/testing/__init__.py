"""Helpers for tests of programs that consist of processes, for pytest and any other tool.

>>> pid = spawn(worker)
>>> await assert_receive(("done", ...))
>>> await assert_down(pid, "normal")

In a blocking process they block, without ``await``. ``rebeam.testing.plugin`` is a plugin
for pytest, which runs each test in a process of its own; docs/testing.md explains both.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core import clock
from rebeam._core.arguments import to_seconds
from rebeam._core.links import demonitor, monitor
from rebeam._core.receiving import NOTHING, _receive
from rebeam._core.texts import safe_repr
from rebeam._core.types import Crashed, Ref
from rebeam._core.waits import dual

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["advance_time", "assert_down", "assert_receive", "refute_receive"]

WAIT_SECONDS = 5.0
"""How long the functions wait for what has to happen, in seconds."""

REFUTE_SECONDS = 0.1
"""How long ``refute_receive`` waits for what must not happen, in seconds."""

_MOST_SHOWN = 10
_TIMED_OUT = object()


def assert_receive(pattern: Any = ..., *, timeout: Any = WAIT_SECONDS) -> Any:
    """Take and return the oldest message that fits: ``await assert_receive(("done", ...))``.

    ``...`` fits any message, a class its instances, a ``Ref`` the messages that carry it, a
    function the messages for which it returns true, a tuple a tuple whose parts fit one by
    one, and any other value an equal message. Other messages stay in the mailbox. Raises
    AssertionError, with the messages of the mailbox, when none comes within ``timeout``
    seconds.
    """
    return dual(_assert_receive(pattern, to_seconds(timeout)))


def refute_receive(pattern: Any = ..., *, timeout: Any = REFUTE_SECONDS) -> Any:
    """Raise AssertionError when a message that fits is there or comes within ``timeout`` seconds.

    The message is taken then. ``pattern``: as in ``assert_receive``.
    """
    return dual(_refute_receive(pattern, to_seconds(timeout)))


def assert_down(process: Any, reason: Any = ..., *, timeout: Any = WAIT_SECONDS) -> Any:
    """Wait for the end of a process: ``await assert_down(pid, "shutdown")``; returns the reason.

    ``process``: a pid, a server, a name, or the reference of a monitor. When the process has
    ended before the call, a monitor that was made before has the reason; else it is "noproc".
    ``reason``: a pattern of ``assert_receive``; a class of exceptions fits a crash by it.
    Raises AssertionError when the process goes on after ``timeout`` seconds, or ends for
    another reason.
    """
    ref = process if type(process) is Ref else monitor(process)
    return dual(_assert_down(process, ref, reason, to_seconds(timeout)))


def advance_time(seconds: Any) -> None:
    """Put the clock of the node's timers ahead, instead of waiting.

    All waits of this clock see the time pass at once: ``sleep``, timeouts of ``receive``,
    of calls, servers and tasks, ``send_after`` and ``send_interval``, the restarts that a
    supervisor counts, and asyncio in coroutine processes. What is due then has fired when
    this returns, in the order of due times, but processes that wait have not run yet: wait
    for what they do. The clock goes on from there. ``time.time``, ``time.monotonic`` and
    ``time.sleep`` are not changed.
    """
    clock.advance(to_seconds(seconds))


# ---- waiting ----


async def _assert_receive(pattern: Any, seconds: float) -> Any:
    __tracebackhide__ = True  # in pytest's reports
    message = await _receive(_matching(pattern), seconds, _TIMED_OUT)
    if message is _TIMED_OUT:
        raise AssertionError(
            f"no message that fits {_shown(pattern)} within {seconds:g} s; {_mailbox()}"
        )
    return message


async def _refute_receive(pattern: Any, seconds: float) -> None:
    __tracebackhide__ = True  # in pytest's reports
    message = await _receive(_matching(pattern), seconds, _TIMED_OUT)
    if message is not _TIMED_OUT:
        raise AssertionError(f"a message that fits {_shown(pattern)}: {safe_repr(message)}")


async def _assert_down(process: Any, ref: Ref, reason: Any, seconds: float) -> Any:
    __tracebackhide__ = True  # in pytest's reports
    down = await _receive(ref, seconds, _TIMED_OUT)
    if down is _TIMED_OUT:
        if ref is not process:
            demonitor(ref, flush=True)
        raise AssertionError(f"{process} has not ended within {seconds:g} s")
    if not _fits_reason(reason, down.reason):
        raise AssertionError(
            f"{down.target} has ended with {safe_repr(down.reason)}, not with {_shown(reason)}"
        )
    return down.reason


def _mailbox() -> str:
    """What the caller has in its mailbox, which stays there."""
    count = 0
    shown = []
    _host.rewind(0)
    while (message := _host.scan()) is not NOTHING:
        if count < _MOST_SHOWN:
            shown.append(safe_repr(message))
        count += 1
    if not count:
        return "the mailbox is empty"
    more = f"\n  … {count - _MOST_SHOWN} more" if count > _MOST_SHOWN else ""
    return "in the mailbox:\n  " + "\n  ".join(shown) + more


# ---- patterns ----


def _matching(pattern: Any) -> Any:
    """A pattern as ``receive`` takes it."""
    if pattern is ...:
        return None
    return pattern if type(pattern) is Ref else lambda message: _fits(pattern, message)


def _fits(pattern: Any, value: Any) -> bool:
    if pattern is ... or pattern is value:
        return True
    if isinstance(pattern, type):
        return isinstance(value, pattern)
    if type(pattern) is tuple:
        if type(value) is not tuple or len(value) != len(pattern):
            return False
        return all(_fits(one, part) for one, part in zip(pattern, value))
    if callable(pattern):
        return bool(pattern(value))
    return bool(pattern == value)


def _fits_reason(pattern: Any, reason: Any) -> bool:
    if isinstance(pattern, type) and issubclass(pattern, BaseException):
        return type(reason) is Crashed and reason.exc_type == pattern.__qualname__
    return _fits(pattern, reason)


def _shown(pattern: Any) -> str:
    if pattern is ...:
        return "..."
    if isinstance(pattern, type):
        return pattern.__qualname__
    if type(pattern) is tuple:
        return f"({', '.join(map(_shown, pattern))}{',' if len(pattern) == 1 else ''})"
    return getattr(pattern, "__qualname__", None) or safe_repr(pattern)
