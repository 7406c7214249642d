"""Waits: what a coroutine yields when it suspends, and how a thread waits in its place."""

from __future__ import annotations

import types

import _rebeam_host as _host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_codes: list[types.CodeType] = []
"""The code of the library's own waits."""


class _Suspended:
    __slots__ = ()

    def __repr__(self) -> str:
        return "SUSPENDED"


SUSPENDED = _Suspended()
"""What rebeam's own waits yield: the process has said what it waits for. A coroutine that
yields None, as ``await asyncio.sleep(0)`` does, lets others run and goes on."""


def wait(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a generator function a wait: what it returns is awaited, or driven by a thread."""
    waiting = types.coroutine(function)
    _codes.append(waiting.__code__)
    return waiting


def is_wait(value: Any) -> bool:
    """Whether a value is what ``receive()`` and the like return to be awaited."""
    if not isinstance(value, types.GeneratorType):
        return False
    code = value.gi_code
    return any(own is code for own in _codes)  # GraalPy's are not equal to themselves


def dual(waiting: Any) -> Any:
    """What a function returns that a coroutine awaits and that blocks a blocking process."""
    return drive(waiting) if _host.in_blocking_process() else waiting


def drive(waiting: Any) -> Any:
    """Run a coroutine, or one of rebeam's waits, on the thread of a blocking process."""
    resume: Any = waiting.send
    value: Any = None
    try:
        while True:
            asked = resume(value)
            resume, value = waiting.send, None
            if asked is not None and asked is not SUSPENDED:
                resume, value = waiting.throw, not_awaitable(asked)
                continue
            try:
                if asked is None:
                    _host.yield_slice()
                _host.park_process()
            except BaseException as error:  # an exit, for the code that waits
                resume, value = waiting.throw, error
    except StopIteration as end:
        return end.value


def not_awaitable(asked: Any) -> RuntimeError:
    """The error for an await of an object that no part of rebeam can complete."""
    return RuntimeError(
        f"await of a {type(asked).__name__} that is not rebeam's: "
        "await receive(), sleep() and the like, or run_blocking(function)"
    )
