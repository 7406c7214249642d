"""What a coroutine yields when it suspends: rebeam's own waits, and those of others."""

from __future__ import annotations

import _rebeam_host as _host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Suspended:
    __slots__ = ()

    def __repr__(self) -> str:
        return "SUSPENDED"


SUSPENDED = _Suspended()
"""What rebeam's own waits yield: the process has said what it waits for. A coroutine that
yields None, as ``await asyncio.sleep(0)`` does, lets others run and goes on."""


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
    """The error for an await that nothing here can end."""
    return RuntimeError(
        f"await of a {type(asked).__name__} that is not rebeam's: "
        "await receive(), sleep() and the like, or run_blocking(function)"
    )
