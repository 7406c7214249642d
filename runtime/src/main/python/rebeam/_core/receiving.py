"""Receiving: taking messages out of the mailbox of the calling process."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import to_seconds
from rebeam._core.types import Down, ReceiveTimeout, Ref, TaggedDown, TimerFired
from rebeam._core.waits import SUSPENDED, drive, wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

NOTHING = object()
"""What the host's ``poll`` and ``scan`` return when the caller has to suspend."""

_NO_DEFAULT = object()


def receive(match: Any = None, *, timeout: Any = None, default: Any = _NO_DEFAULT) -> Any:
    """Take the oldest message that matches (F1); the others stay, in order (F2).

    ``match``: a class, a ``Ref``, a predicate, or a tuple of these, one of which has to
    match; None takes any message. ``timeout``: seconds or a timedelta from the call on (F7);
    0 looks at the mailbox once (F5), None waits for ever. When the time is over, returns
    ``default`` if it is given, else raises ReceiveTimeout. An ``async def`` process awaits the
    result; a blocking process waits in the call. Raises TypeError and ValueError for
    arguments that cannot be, RuntimeError outside a process.
    """
    if timeout is None and match is None:
        waiting = _receive_any()
    elif timeout is None and type(match) is Ref:
        waiting = _receive_ref(match)
    else:
        seconds = None if timeout is None else to_seconds(timeout)
        if match is not None:
            _check_match(match)
        waiting = _receive(match, seconds, default)
    return drive(waiting) if _host.in_blocking_process() else waiting  # dual(), without a call


def mailbox() -> AsyncIterator[Any]:
    """All messages, in order: ``async for message in mailbox()``. It has no end."""
    return _Mailbox()


class _Mailbox:
    """What ``mailbox()`` returns. An async generator would take as long as the receive itself."""

    __slots__ = ()

    def __aiter__(self) -> _Mailbox:
        return self

    def __anext__(self) -> Any:
        return receive()


@wait
def _receive_any():  # type: ignore[no-untyped-def]
    while (message := _host.poll()) is NOTHING:
        yield SUSPENDED
    return message


@wait
def _receive_ref(ref):  # type: ignore[no-untyped-def]
    """``_receive`` for a reference and no time limit: a call waits with it for its reply."""
    if _host.rewind(ref._serial):
        yield SUSPENDED
    while True:
        message = _host.scan()
        if message is NOTHING:
            yield SUSPENDED
        elif _holds(ref, message) and _host.take_scanned():
            return message


@wait
def _receive(match, seconds, default):  # type: ignore[no-untyped-def]
    if _host.rewind(0 if match is None else _oldest_ref(match)):
        yield SUSPENDED
    wait = None
    try:
        while True:
            message = _host.scan()
            if message is not NOTHING:
                if (match is None or _accepts(match, message)) and _host.take_scanned():
                    return message
                continue
            if seconds is not None:
                if wait is None:
                    if seconds <= 0:
                        break
                    wait = _host.begin_wait(True, int(seconds * 1e9))
                elif _host.wait_is_over(wait):
                    break
            yield SUSPENDED
    finally:
        if wait is not None:
            _host.end_wait(wait)
    if default is not _NO_DEFAULT:
        return default
    raise ReceiveTimeout(f"no matching message within {seconds} s")


def _oldest_ref(match: Any) -> int:
    """The oldest of the references when a match has references alone, else 0 (F14)."""
    if type(match) is Ref:
        return match._serial
    if type(match) is tuple and match:
        return min(_oldest_ref(one) for one in match)
    return 0


def _accepts(match: Any, message: Any) -> bool:
    kind = type(match)
    if kind is Ref:
        return _holds(match, message)
    if kind is tuple:
        for one in match:
            if _accepts(one, message):
                return True
        return False
    if isinstance(match, type):
        return isinstance(message, match)
    answer = match(message)
    return answer is not NotImplemented and bool(answer)  # as "x".__eq__ answers


def _holds(ref: Ref, message: Any) -> bool:
    """Whether a message carries ``ref``; only rebeam's own equality is used (N20)."""
    kind = type(message)
    if kind is Down or kind is TimerFired or kind is TaggedDown:
        return message.ref == ref
    if kind is tuple:
        for part in message:
            if type(part) is Ref and part._serial == ref._serial:
                return True
        return False
    return kind is Ref and message == ref


def _check_match(match: Any) -> None:
    if isinstance(match, tuple):
        for one in match:
            _check_match(one)
    elif not (isinstance(match, (type, Ref)) or callable(match)):
        raise TypeError(
            f"receive matches by a class, a Ref, a predicate or a tuple of these, not {match!r}"
        )
