"""Task: a process that computes one value for the process that started it (semantics K.8)."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.copying import copy_arguments, copy_message
from rebeam._core.info import process_dict
from rebeam._core.reasons import encode
from rebeam._core.receiving import NOTHING, _receive, _receive_ref
from rebeam._core.records import Record
from rebeam._core.spawning import LINK, is_coroutine_function, spawn_with
from rebeam._core.types import CallTimeout, Down, Pid, Reason, Ref
from rebeam._core.waits import drive, dual
from rebeam.otp.calls import CALL_SECONDS, seconds_or_none
from rebeam.otp.child import BRUTAL_KILL, SHUTDOWN_SECONDS
from rebeam.otp.errors import TaskExit
from rebeam.otp.starting import flush_exit
from rebeam.otp.task_stream import Stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterable
    from typing import Any, Generic, ParamSpec, TypeVar, overload

    T = TypeVar("T")
    T_co = TypeVar("T_co", covariant=True)
    P = ParamSpec("P")
else:
    from rebeam._core.records import Generic

    T_co = None


CALLERS = "$callers"
"""The key of a task's callers in its process dictionary (A39)."""

_TIMED_OUT = object()
_WAITING, _TAKEN, _ABANDONED = "waiting", "taken", "abandoned"
_set = object.__setattr__


class _Begin:
    """Marks ``(_Begin, ref, fn, args, kwargs, callers)``: what a task is to do."""


class Ok(Record, Generic[T_co]):
    """The value of a task that has ended well, from ``poll``, ``shutdown`` and ``ignore``."""

    __slots__ = __match_args__ = ("value",)

    if TYPE_CHECKING:
        value: T_co

    def __init__(self, value: T_co) -> None:
        _set(self, "value", value)


class Task(Generic[T_co]):
    """A computation in a process of its own, and its owner's claim to the value.

    >>> task = Task.spawn(work, 1)
    >>> await task

    Owned by the process that made it; no other can wait for it. A task is linked to its
    owner, so that neither outlives a failure of the other (K62); ``TaskSupervisor`` starts
    tasks that are not. The value arrives as the message ``(task.ref, value)``, the end of
    a failed task as a ``Down`` with that ``ref``, for an owner that calls ``receive`` itself.
    For a type checker it is the task of its value: ``Task[int]``.
    """

    __slots__ = ("pid", "ref", "owner", "_state", "_outcome")

    _default_restart = "temporary"

    def __init__(self, pid: Pid, ref: Ref, owner: Pid) -> None:
        self.pid = pid
        self.ref = ref
        self.owner = owner
        self._state = _WAITING
        self._outcome: Any = None

    def __repr__(self) -> str:
        return f"Task({self.pid})"

    # ---- starting ----

    if TYPE_CHECKING:

        @overload
        @staticmethod
        def spawn(
            fn: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs
        ) -> Task[T]: ...
        @overload
        @staticmethod
        def spawn(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]: ...
        @staticmethod
        def spawn(fn: Any, /, *args: Any, **kwargs: Any) -> Any: ...

    else:

        @staticmethod
        def spawn(fn, /, *args, **kwargs):
            """Start ``fn(*args, **kwargs)``, linked to the caller, who is to take its value.

            An ``async def`` runs as a coroutine process, a plain ``def`` on a thread of its own.
            """
            fn, args, kwargs = copy_arguments(fn, args, kwargs)
            return begin(start_waiting(fn, None), fn, args, kwargs)

    @staticmethod
    def start(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Pid:
        """Start ``fn(*args, **kwargs)`` for its effect alone; its pid. Nothing is linked."""
        return start_effect(fn, args, kwargs, lineage(), 0)

    @staticmethod
    def start_link(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Pid:
        """As ``start``, linked to the caller. ``Child(Task, fn, …)`` is temporary (K67)."""
        return start_effect(fn, args, kwargs, lineage(), LINK)

    @staticmethod
    def callers() -> list[Pid]:
        """The processes on whose behalf the calling task works, the nearest first.

        That is who started it, who started that one where it is a task too, and so on;
        an empty list in a process that is no task. ``process_dict()["$callers"]`` has
        them, for libraries that look up what belongs to the one at the end (A39).
        """
        return list(process_dict().get(CALLERS, ()))

    # ---- waiting ----

    def result(self, *, timeout: Any = CALL_SECONDS) -> Awaitable[T_co]:
        """The value, waited for: ``await task.result(timeout=60)``; blocks in a blocking process.

        Raises TaskExit with the exit reason when the task has failed. CallTimeout when it
        takes longer than ``timeout`` (5 seconds; None: for ever): its value will be dropped
        then, and the task goes on, linked to its owner (K61). ValueError to who does not
        own the task.
        """
        self._check_owner()
        return dual(self._result(seconds_or_none(timeout)))  # type: ignore[no-any-return]

    def __await__(self) -> Generator[Any, Any, T_co]:
        """As ``result()``."""
        self._check_owner()
        return self._result(CALL_SECONDS).__await__()

    def poll(self, *, timeout: Any = CALL_SECONDS) -> Awaitable[Ok[T_co] | TaskExit | None]:
        """Wait for the end: ``Ok(value)``, a TaskExit, or None when it has not ended in time.

        After None it may be asked again (K63).
        """
        self._check_owner()
        return dual(self._poll(seconds_or_none(timeout)))  # type: ignore[no-any-return]

    def shutdown(self, timeout: Any = SHUTDOWN_SECONDS) -> Awaitable[Ok[T_co] | TaskExit | None]:
        """End the task: None, or ``Ok(value)`` or a TaskExit when it had ended by itself.

        It may take ``timeout`` seconds (None: for ever) for its ``finally`` and the like
        before it is killed; "brutal_kill" kills it at once. TaskExit "noproc" for one that
        has been waited for (K64).
        """
        self._check_owner()
        brutal = timeout == BRUTAL_KILL
        waiting = self._shutdown(None if brutal else seconds_or_none(timeout), brutal)
        return dual(waiting)  # type: ignore[no-any-return]

    def ignore(self) -> Ok[T_co] | TaskExit | None:
        """Let the task run on without its owner: unlinked, its value dropped (K65).

        ``Ok(value)`` or a TaskExit when it has ended already, else None. Never waits.
        """
        self._check_owner()
        if self._state != _WAITING:
            return self._outcome  # type: ignore[no-any-return]
        _host.unlink(self.pid._process)
        answer = self._take()
        if answer is not None:
            return self._keep(answer)  # type: ignore[no-any-return]
        self._abandon()
        return None

    if TYPE_CHECKING:

        @overload
        @staticmethod
        def stream(
            fn: Callable[[Any], Coroutine[Any, Any, T]], items: Iterable[Any], **options: Any
        ) -> Stream[T]: ...
        @overload
        @staticmethod
        def stream(fn: Callable[[Any], T], items: Iterable[Any], **options: Any) -> Stream[T]: ...
        @staticmethod
        def stream(fn: Any, items: Any, **options: Any) -> Any: ...

    else:

        @staticmethod
        def stream(
            fn: Callable[[Any], Any],
            items: Iterable[Any],
            *,
            max_concurrency: int | None = None,
            ordered: bool = True,
            timeout: Any = CALL_SECONDS,
            on_timeout: str = "exit",
            scheduler: Any = None,
        ) -> Stream:
            """Compute ``fn(item)`` for all items, some at a time: ``async for value in stream``.

            ``max_concurrency``: how many tasks there are at a time; the number of processors.
            ``ordered``: values come in the order of the items, else as they are ready.
            ``timeout``: seconds a task may take, None: any time; a task that takes longer
            raises CallTimeout here, or with ``on_timeout="kill_task"`` is killed and gives a
            TaskExit "timeout" as its element. A task that fails raises TaskExit here.

            A loop that may be left early belongs into ``async with Task.stream(...) as stream``:
            tasks that still run are killed then. Else they are with the caller, or when the
            stream has been collected as garbage. No message of theirs comes to the caller.
            In a blocking process it is a plain ``for``.
            """
            check_scheduler(scheduler)
            return Stream(fn, items, max_concurrency, ordered, timeout, on_timeout, None, False)

    # ---- inside ----

    def _check_owner(self) -> None:
        if _host.self_pid() != self.owner:
            raise ValueError(f"{self} is owned by {self.owner}, which alone can wait for it")

    async def _result(self, seconds: float | None) -> Any:
        outcome = await self._poll(seconds)
        if outcome is None:
            outcome = self._abandon()
        if outcome is None:
            raise CallTimeout(Reason.TIMEOUT, self)
        if type(outcome) is Ok:
            return outcome.value
        raise outcome

    async def _poll(self, seconds: float | None) -> Any:
        if self._state != _WAITING:
            return self._outcome
        if seconds is None:
            return self._keep(await _receive_ref(self.ref))
        answer = await _receive(self.ref, seconds, _TIMED_OUT)
        return None if answer is _TIMED_OUT else self._keep(answer)

    async def _shutdown(self, seconds: float | None, brutal: bool) -> Any:
        if self._state != _WAITING:
            return TaskExit("noproc", self)
        process = self.pid._process
        _host.unlink(process)
        asked = Reason.KILL if brutal else Reason.SHUTDOWN
        _host.exit_signal(process, *encode(asked))
        outcome = await self._poll(seconds)
        if outcome is None:
            asked = Reason.KILL
            _host.exit_signal(process, *encode(asked))
            outcome = await self._poll(None)
        flush_exit(self.pid)
        ended_by_this = Reason.KILLED if asked == Reason.KILL else asked
        return None if type(outcome) is TaskExit and outcome.reason == ended_by_this else outcome

    def _keep(self, answer: Any) -> Any:
        failed = type(answer) is Down
        self._outcome = TaskExit(answer.reason, self) if failed else Ok(answer[1])
        self._state = _TAKEN
        return self._outcome

    def _abandon(self) -> Any:
        """Give the value up: a late one is dropped. What has come just now is the outcome."""
        if self._state == _WAITING:
            _host.demonitor(self.ref._serial)
            answer = self._take()
            if answer is not None:
                return self._keep(answer)
            self._state = _ABANDONED
        return self._outcome

    def _take(self) -> Any:
        """The message of the task, if it is in the mailbox already."""
        _host.rewind(self.ref._serial)
        while (message := _host.scan()) is not NOTHING:
            is_value = type(message) is tuple and len(message) == 2 and message[0] == self.ref
            if is_value or (type(message) is Down and message.ref == self.ref):
                _host.take_scanned()
                return message
        return None


# ---- the process of a task ----


def start_waiting(fn: Callable[..., Any], owner: Pid | None) -> Pid:
    """Start the process of a task, linked to the caller; it does nothing before ``begin``.

    ``owner``: who is to begin it, when that is not the caller; it ends when that dies.
    """
    body = _run if is_coroutine_function(fn) else _run_blocking
    name = getattr(fn, "__qualname__", None) or type(fn).__qualname__
    return spawn_with(  # type: ignore[no-any-return]
        body, (owner,), {}, LINK, initial=name, behaviour="Task"
    )


def begin(
    pid: Pid,
    fn: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: Any,
    callers: tuple[Pid, ...] | None = None,
) -> Task[Any]:
    """Let a task that waits begin; the caller owns it. The arguments have been copied."""
    ref = Ref(_host.monitor(pid._process, None, "reply_demonitor", None))
    callers = lineage() if callers is None else callers
    _host.send_copy(pid._process, (_Begin, ref, fn, args, kwargs, callers))
    return Task(pid, ref, _host.self_pid())


def lineage() -> tuple[Pid, ...]:
    """The callers of what the calling process starts: itself, and its own."""
    dictionary = _host.process_dict()
    own = dictionary.get(CALLERS, ()) if dictionary else ()
    return (_host.self_pid(), *own)


async def _run(owner: Pid | None) -> None:
    beginning = await _beginning(owner)
    if beginning is not None:
        _, ref, fn, args, kwargs, callers = beginning
        process_dict()[CALLERS] = list(callers)
        value = await fn(*args, **kwargs)
        _host.send_alias(ref._serial, copy_message((ref, value)))


def _run_blocking(owner: Pid | None) -> None:
    beginning = drive(_beginning(owner))
    if beginning is not None:
        _, ref, fn, args, kwargs, callers = beginning
        process_dict()[CALLERS] = list(callers)
        value = fn(*args, **kwargs)
        _host.send_alias(ref._serial, copy_message((ref, value)))


async def _beginning(owner: Pid | None) -> Any:
    """The message of ``begin``, or None when the owner has died before it."""
    if owner is None:
        return await _receive(_is_beginning, None, None)
    ref = Ref(_host.monitor(owner._process, None, None, None))
    message = await _receive((ref, _is_beginning), None, None)
    if type(message) is Down:
        return None
    _host.demonitor(ref._serial)
    return message


def _is_beginning(message: Any) -> bool:
    return type(message) is tuple and len(message) == 6 and message[0] is _Begin


def start_effect(
    fn: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    callers: tuple[Pid, ...],
    flags: int,
) -> Pid:
    """Start a task for its effect alone; ``flags`` are those of a spawn."""
    if not callable(fn):
        raise TypeError(f"a task runs a function, not {fn!r}")
    body = _run_effect if is_coroutine_function(fn) else _run_blocking_effect
    name = getattr(fn, "__qualname__", None) or type(fn).__qualname__
    fn, args, kwargs = copy_arguments(fn, args, kwargs)
    return spawn_with(  # type: ignore[no-any-return]
        body, (fn, args, kwargs, callers), {}, flags, initial=name, behaviour="Task"
    )


async def _run_effect(fn: Any, args: Any, kwargs: Any, callers: tuple[Pid, ...]) -> None:
    process_dict()[CALLERS] = list(callers)
    await fn(*args, **kwargs)


def _run_blocking_effect(fn: Any, args: Any, kwargs: Any, callers: tuple[Pid, ...]) -> None:
    process_dict()[CALLERS] = list(callers)
    fn(*args, **kwargs)


def check_scheduler(scheduler: Any) -> None:
    """Raise ValueError for a scheduler that there is not."""
    if scheduler not in (None, "any", 1):
        raise ValueError(f"no scheduler {scheduler!r}: this node has scheduler 1")
