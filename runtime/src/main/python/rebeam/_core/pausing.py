"""Waits that take no message: for a time, for other processes, for a function on a thread."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import to_seconds
from rebeam._core.spawning import limit_reached
from rebeam._core.waits import SUSPENDED, dual, wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def sleep(seconds: Any) -> Any:
    """Wait for ``seconds``, a number or a timedelta. Messages stay in the mailbox (F8).

    An ``async def`` process awaits the result; a blocking process waits in the call. Raises
    TypeError and ValueError for a time that cannot be, RuntimeError outside a process.
    """
    waiting = _sleep(to_seconds(seconds))
    return dual(waiting)


@wait
def _sleep(seconds):  # type: ignore[no-untyped-def]
    wait = _host.begin_wait(False, int(seconds * 1e9))
    try:
        while not _host.wait_is_over(wait):
            yield SUSPENDED
    finally:
        _host.end_wait(wait)


def yield_() -> Any:
    """Let the other processes that can run go first, once.

    An ``async def`` process awaits the result; a blocking process waits in the call.
    """
    waiting = _yield()
    return dual(waiting)


@wait
def _yield():  # type: ignore[no-untyped-def]
    _host.yield_slice()
    yield SUSPENDED


async def run_blocking(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run ``fn(*args, **kwargs)`` on a thread of the pool and await its result.

    Other processes run meanwhile. The arguments are not copied. An exception of ``fn`` is
    raised at the await. When the waiting process ends, the function goes on to its end, and
    its result is dropped. Raises SystemLimit when the pool has no thread left (A11).
    """
    if not callable(fn):
        raise TypeError(f"run_blocking needs a function, not {fn!r}")
    return await _run_blocking(_Job(fn, args, kwargs))


class _Job:
    """A function that runs on another thread, and what came of it."""

    __slots__ = ("target", "wait", "value", "error")

    def __init__(self, fn: Any, args: Any, kwargs: Any) -> None:
        self.target = (fn, args, kwargs)
        self.wait: Any = None
        self.value: Any = None
        self.error: BaseException | None = None

    def __call__(self) -> None:
        try:
            fn, args, kwargs = self.target
            self.value = fn(*args, **kwargs)
        except BaseException as error:
            self.error = error
        _host.end_other_wait(self.wait)

    def fail(self, error: BaseException) -> None:
        self.error = error
        _host.end_other_wait(self.wait)


@wait
def _run_blocking(job):  # type: ignore[no-untyped-def]
    wait = job.wait = _host.begin_wait(False, -1)
    try:
        if not _host.run_awaited(job):
            raise limit_reached("thread_limit")
        while not _host.wait_is_over(wait):
            yield SUSPENDED
    finally:
        _host.end_wait(wait)
    if job.error is not None:
        raise job.error
    return job.value
