"""Streams of tasks: one value for each item, some computed at a time (semantics K66).

The tasks belong to a coordinator, a server that is linked to who reads the stream. So
their messages never come to the reader's mailbox, and end with the coordinator.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from rebeam._core.clock import monotonic
from rebeam._core.exits import kill, trap_exit
from rebeam._core.types import CallTimeout, Down, Exit, Pid, Reason, Ref
from rebeam._core.waits import drive
from rebeam.otp.calls import CallRequest, cast, reply, request_reply, seconds_or_none
from rebeam.otp.errors import TaskExit
from rebeam.otp.gen_server import GenServer
from rebeam.otp.results import NO_REPLY
from rebeam.otp.starting import stop_linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Generic, Self, TypeVar

    T_co = TypeVar("T_co", covariant=True)
else:
    from rebeam._core.records import Generic

    T_co = None

_OK, _FAILED, _LATE = "ok", "failed", "late"
_END = object()


class Stream(Generic[T_co]):
    """The values of ``Task.stream``: for ``async for``, or ``for`` in a blocking process."""

    def __init__(
        self,
        fn: Callable[[Any], Any],
        items: Iterable[Any],
        max_concurrency: int | None,
        ordered: bool,
        timeout: Any,
        on_timeout: str,
        supervisor: Any,
        keeps_failures: bool,
    ) -> None:
        if not callable(fn):
            raise TypeError(f"a stream computes a function of its items, not {fn!r}")
        if on_timeout not in ("exit", "kill_task"):
            raise ValueError(f"on_timeout is 'exit' or 'kill_task', not {on_timeout!r}")
        if max_concurrency is None:
            max_concurrency = os.cpu_count() or 1
        if type(max_concurrency) is not int or max_concurrency < 1:
            raise ValueError(f"max_concurrency is a number from 1 on, not {max_concurrency!r}")
        self._items = iter(items)
        self._most = max_concurrency
        self._started = 0
        self._taken = 0
        self._has_items = True
        self._late_is_element = on_timeout == "kill_task"
        self._keeps_failures = keeps_failures
        self._beginning = (fn, bool(ordered), seconds_or_none(timeout), supervisor)
        self._coordinator: Any = None
        self._closed = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T_co:
        value = await self._next()
        if value is _END:
            raise StopAsyncIteration
        return value  # type: ignore[no-any-return]

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T_co:
        value = drive(self._next())
        if value is _END:
            raise StopIteration
        return value  # type: ignore[no-any-return]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        self.close()

    async def aclose(self) -> None:
        """End the stream: tasks that still run are killed."""
        self._closed = True
        coordinator, self._coordinator = self._coordinator, None
        if coordinator is not None:
            self._finalizer.detach()
            await stop_linked(coordinator)

    def close(self) -> None:
        """As ``aclose``, in a blocking process."""
        drive(self.aclose())

    async def _next(self) -> Any:
        """The next value, or _END. The stream is closed when anything is raised."""
        if self._closed:
            return _END
        try:
            await self._fill()
            if self._taken == self._started:
                await self.aclose()
                return _END
            asked = request_reply(CallRequest, self._coordinator, ("next",), None)
            kind, what = await asked
            self._taken += 1
            return self._element(kind, what)
        except BaseException:
            await self.aclose()
            raise

    def _element(self, kind: str, what: Any) -> Any:
        if kind == _OK:
            return what
        if kind == _LATE:
            if not self._late_is_element:
                raise CallTimeout(Reason.TIMEOUT, self)
            return TaskExit("timeout", self)
        failure = TaskExit(what, self)
        if self._keeps_failures:
            return failure
        raise failure

    async def _fill(self) -> None:
        """Start tasks for the next items, as many as there may be at a time."""
        while self._has_items and self._started - self._taken < self._most:
            try:
                item = next(self._items)
            except StopIteration:
                self._has_items = False
                return
            if self._coordinator is None:
                await self._start()
            cast(self._coordinator, (self._started, item))
            self._started += 1

    async def _start(self) -> None:
        from weakref import finalize

        from rebeam.otp import loop
        from rebeam.otp.starting import start
        from rebeam.otp.task import lineage

        beginning = (*self._beginning, lineage())
        self._coordinator = await start(loop.serve, Coordinator, beginning, {}, link=True)
        self._finalizer = finalize(self, kill, self._coordinator.pid)
        self._finalizer.atexit = False

    def __repr__(self) -> str:
        return f"<stream of {self._taken} values so far>"


class _Running:
    """A task of a stream."""

    __slots__ = ("index", "task", "deadline")

    def __init__(self, index: int, task: Any, deadline: float | None) -> None:
        self.index = index
        self.task = task
        self.deadline = deadline


class Coordinator(GenServer):
    """Runs the tasks of one stream, and keeps their values until they are asked for."""

    def init(
        self,
        fn: Callable[[Any], Any],
        ordered: bool,
        seconds: float | None,
        supervisor: Any,
        callers: tuple[Pid, ...],
    ) -> None:
        trap_exit(True)  # so that a task that fails does not end it
        self.fn, self.ordered, self.seconds, self.supervisor = fn, ordered, seconds, supervisor
        self.callers = callers
        self.running: dict[Ref, _Running] = {}
        self.done: dict[int, tuple[str, Any]] = {}
        self.next_index = 0
        self.reader: Any = None

    async def handle_cast(self, request: tuple[int, Any]) -> None:
        """One more item."""
        index, argument = request
        try:
            if self.supervisor is None:
                from rebeam.otp.task import begin, start_waiting

                pid = start_waiting(self.fn, None)
                task = begin(pid, self.fn, (argument,), {}, self.callers)
            else:
                from rebeam.otp.task_supervisor import start_task

                task = await start_task(
                    self.supervisor, self.fn, (argument,), {}, True, self.callers
                )
        except Exception as error:
            from rebeam._core.reasons import crashed

            self._finish(index, _FAILED, getattr(error, "reason", None) or crashed(error))
        else:
            deadline = None if self.seconds is None else monotonic() + self.seconds
            self.running[task.ref] = _Running(index, task, deadline)
        self._wait()

    def handle_call(self, request: Any, caller: Any) -> Any:
        """The reader asks for the next value."""
        self.reader = caller
        self._deliver()
        self._wait()
        return NO_REPLY

    def handle_info(self, message: Any) -> None:
        """A task has ended."""
        if type(message) is tuple and len(message) == 2 and message[0] in self.running:
            self._finish(self.running.pop(message[0]).index, _OK, message[1])
        elif type(message) is Down and message.ref in self.running:
            self._finish(self.running.pop(message.ref).index, _FAILED, message.reason)
        elif type(message) is not Exit:
            super().handle_info(message)
        self._wait()

    async def handle_timeout(self) -> None:
        """End the tasks whose time is over."""
        now = monotonic()
        for ref, running in list(self.running.items()):
            if running.deadline is not None and running.deadline <= now:
                del self.running[ref]
                outcome = await running.task._shutdown(None, True)
                if outcome is None:
                    self._finish(running.index, _LATE, None)
                elif type(outcome) is TaskExit:
                    self._finish(running.index, _FAILED, outcome.reason)
                else:
                    self._finish(running.index, _OK, outcome.value)
        self._wait()

    async def terminate(self, reason: Any) -> None:
        """Kill the tasks that still run."""
        for running in self.running.values():
            await running.task._shutdown(None, True)

    def _finish(self, index: int, kind: str, what: Any) -> None:
        self.done[index] = (kind, what)
        self._deliver()

    def _deliver(self) -> None:
        """Answer the reader, if it asks and its value is there."""
        if self.reader is None or not self.done:
            return
        index = self.next_index if self.ordered else next(iter(self.done))
        if index in self.done:
            reply(self.reader, self.done.pop(index))
            self.reader = None
            self.next_index += 1

    def _wait(self) -> None:
        deadlines = [r.deadline for r in self.running.values() if r.deadline is not None]
        self.set_timeout(max(0.0, min(deadlines) - monotonic()) if deadlines else None)
