"""Waiting for several tasks and requests together (semantics K63)."""

from __future__ import annotations

from rebeam._core.clock import monotonic
from rebeam._core.receiving import _receive
from rebeam._core.types import Down, Ref
from rebeam._core.waits import dual
from rebeam.otp.calls import CALL_SECONDS, Request, drop, reply_of, seconds_or_none
from rebeam.otp.task import _WAITING, Ok, Task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable
    from typing import Any, TypeVar

    T = TypeVar("T")

_TIMED_OUT = object()
_ON_TIMEOUT = ("nothing", "ignore", "kill_task")


def gather(*tasks: Task[T], timeout: Any = CALL_SECONDS) -> Awaitable[list[T]]:
    """The values of several tasks, in order: ``await gather(task, …)``.

    ``timeout`` is for all together. When one fails, its error is raised, and the others
    are not waited for any more.
    """
    for task in tasks:
        if type(task) is not Task:
            raise TypeError(f"gather takes tasks, not {task!r}")
        task._check_owner()
    return dual(_gather(tasks, seconds_or_none(timeout)))  # type: ignore[no-any-return]


async def _gather(tasks: tuple[Task[Any], ...], seconds: float | None) -> list[Any]:
    deadline = None if seconds is None else monotonic() + seconds
    try:
        return [
            await task._result(None if deadline is None else max(0.0, deadline - monotonic()))
            for task in tasks
        ]
    except BaseException:
        for task in tasks:
            task._abandon()
        raise


def poll_many(
    waited: Iterable[Task[Any] | Request],
    *,
    timeout: Any = CALL_SECONDS,
    on_timeout: str = "nothing",
    limit: int | None = None,
) -> Awaitable[list[Any]]:
    """Wait for several tasks and requests: ``await poll_many([task, send_request(s, 1)])``.

    A list with, for each and in their order, ``Ok(value)``, the exception that ``await
    task`` or ``receive_response`` would raise, or None for one that has not ended within
    ``timeout`` seconds (None: for ever), which is for all together. Raises nothing of theirs.
    ``limit``: return when so many have ended, however much time is left.

    ``on_timeout`` is for those that have not ended in time. "nothing": they may be asked
    again. "ignore": tasks run on without their owner, replies are dropped. "kill_task":
    tasks are killed, replies are dropped. ValueError to who does not own a task.
    """
    if on_timeout not in _ON_TIMEOUT:
        raise ValueError(f"on_timeout is one of {', '.join(_ON_TIMEOUT)}, not {on_timeout!r}")
    if limit is not None and (type(limit) is not int or limit < 0):
        raise ValueError(f"limit is a number from 0 on, or None, not {limit!r}")
    all_waited = list(waited)
    for one in all_waited:
        if type(one) is Task:
            one._check_owner()
        elif type(one) is not Request:
            raise TypeError(f"poll_many takes tasks and requests, not {one!r}")
    polling = _poll_many(all_waited, seconds_or_none(timeout), on_timeout, limit)
    return dual(polling)  # type: ignore[no-any-return]


async def _poll_many(
    waited: list[Any], seconds: float | None, on_timeout: str, limit: int | None
) -> list[Any]:
    outcomes: dict[Ref, Any] = {}
    waiting: dict[Ref, Any] = {}
    for one in waited:
        if type(one) is Task and one._state != _WAITING:
            outcomes[one.ref] = one._outcome
        else:
            waiting[one.ref] = one

    def is_for_one(message: Any) -> bool:
        return _ref_of(message) in waiting

    deadline = None if seconds is None else monotonic() + seconds
    while waiting and (limit is None or len(outcomes) < limit):
        left = None if deadline is None else max(0.0, deadline - monotonic())
        message = await _receive(is_for_one, left, _TIMED_OUT)
        if message is _TIMED_OUT:
            for ref, one in waiting.items():
                outcomes[ref] = await _give_up(one, on_timeout)
            break
        ref = _ref_of(message)
        one = waiting.pop(ref)
        outcomes[ref] = one._keep(message) if type(one) is Task else _outcome(one, message)
    return [outcomes.get(one.ref) for one in waited]


def _ref_of(message: Any) -> Any:
    """The reference of a reply, of a task's value or of a ``Down``; None without one."""
    if type(message) is Down:
        return message.ref
    if type(message) is tuple and message and type(message[0]) is Ref:
        return message[0]
    return None


def _outcome(request: Request, answer: Any) -> Any:
    try:
        return Ok(reply_of(answer, request.dest))
    except Exception as error:
        return error


async def _give_up(one: Any, on_timeout: str) -> Any:
    """End the wait for one that is late; its outcome, if that has come just now."""
    if on_timeout == "nothing":
        return None
    if type(one) is Task:
        return one.ignore() if on_timeout == "ignore" else await one._shutdown(None, True)
    answer = drop(one.ref)
    return None if answer is None else _outcome(one, answer)
