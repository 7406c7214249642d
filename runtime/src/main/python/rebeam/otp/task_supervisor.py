"""TaskSupervisor: a supervisor of tasks, which need not be linked to their owners (K68)."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.copying import copy_arguments
from rebeam._core.records import Record
from rebeam._core.spawning import LINK
from rebeam._core.waits import dual
from rebeam.otp.calls import CALL_SECONDS
from rebeam.otp.child import Child
from rebeam.otp.dynamic_supervisor import DynamicSupervisor
from rebeam.otp.methods import client
from rebeam.otp.supervisor import start_child, which_children
from rebeam.otp.task import begin, check_scheduler, lineage, start_effect, start_waiting
from rebeam.otp.task_stream import Stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable
    from typing import Any, ParamSpec, TypeVar, overload

    from rebeam._core.types import Pid
    from rebeam.otp.task import Task

    T = TypeVar("T")
    P = ParamSpec("P")

_set = object.__setattr__


class _TaskStart(Record):
    """What a TaskSupervisor starts for a task that has an owner."""

    __slots__ = __match_args__ = ("fn",)

    def __init__(self, fn: Callable[..., Any]) -> None:
        _set(self, "fn", fn)

    def start_link(self, owner: Pid) -> Pid:
        """Start the process, which waits until its owner lets it begin."""
        return start_waiting(self.fn, owner)


class _EffectStart(Record):
    """What a TaskSupervisor starts for a task without an owner."""

    __slots__ = __match_args__ = ("fn", "callers")

    def __init__(self, fn: Callable[..., Any], callers: tuple[Pid, ...]) -> None:
        _set(self, "fn", fn)
        _set(self, "callers", callers)

    def start_link(self, *args: Any, **kwargs: Any) -> Pid:
        """Start the process."""
        return start_effect(self.fn, args, kwargs, self.callers, LINK)


class TaskSupervisor(DynamicSupervisor):
    """Supervises tasks: they end with it, in order, and it counts them.

    >>> tasks = await TaskSupervisor.start_link(max_children=100)
    >>> task = await tasks.spawn_nolink(work, 1)
    >>> await task

    A start beyond ``max_children`` raises SupervisorError. Tasks are never restarted,
    but for those of ``start_child`` that ask for it.
    """

    _behaviour = "TaskSupervisor"

    if TYPE_CHECKING:

        @overload
        def spawn(
            dest: Any,
            fn: Callable[P, Coroutine[Any, Any, T]],
            /,
            *args: P.args,
            **kwargs: P.kwargs,
        ) -> Awaitable[Task[T]]: ...
        @overload
        def spawn(
            dest: Any, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
        ) -> Awaitable[Task[T]]: ...
        def spawn(dest: Any, fn: Any, /, *args: Any, **kwargs: Any) -> Any: ...
        @overload
        def spawn_nolink(
            dest: Any,
            fn: Callable[P, Coroutine[Any, Any, T]],
            /,
            *args: P.args,
            **kwargs: P.kwargs,
        ) -> Awaitable[Task[T]]: ...
        @overload
        def spawn_nolink(
            dest: Any, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
        ) -> Awaitable[Task[T]]: ...
        def spawn_nolink(dest: Any, fn: Any, /, *args: Any, **kwargs: Any) -> Any: ...
        @overload
        def stream(
            dest: Any,
            fn: Callable[[Any], Coroutine[Any, Any, T]],
            items: Iterable[Any],
            **options: Any,
        ) -> Stream[T]: ...
        @overload
        def stream(
            dest: Any, fn: Callable[[Any], T], items: Iterable[Any], **options: Any
        ) -> Stream[T]: ...
        def stream(dest: Any, fn: Any, items: Any, **options: Any) -> Any: ...

    else:

        @client
        def spawn(dest: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
            """Start a task, linked to the caller: ``task = await tasks.spawn(work, 1)``."""
            return dual(start_task(dest, fn, args, kwargs, True, lineage()))

        @client
        def spawn_nolink(dest: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
            """As ``spawn`` without a link: its failure reaches the caller only as the outcome."""
            return dual(start_task(dest, fn, args, kwargs, False, lineage()))

        @client
        def stream(
            dest: Any,
            fn: Callable[[Any], Any],
            items: Iterable[Any],
            *,
            max_concurrency: int | None = None,
            ordered: bool = True,
            timeout: Any = CALL_SECONDS,
            on_timeout: str = "exit",
            scheduler: Any = None,
        ) -> Stream[Any]:
            """As ``Task.stream``, with tasks of the supervisor."""
            check_scheduler(scheduler)
            return Stream(fn, items, max_concurrency, ordered, timeout, on_timeout, dest, False)

    @client
    def start_child(
        dest: Any, fn: Callable[..., Any], /, *args: Any, restart: str = "temporary", **kwargs: Any
    ) -> Any:
        """Start ``fn(*args, **kwargs)`` for its effect: ``pid = await tasks.start_child(f)``."""
        if not callable(fn):
            raise TypeError(f"a task runs a function, not {fn!r}")
        id = getattr(fn, "__qualname__", None)
        child = Child(_EffectStart(fn, lineage()), *args, id=id, restart=restart, **kwargs)
        return start_child(dest, child)

    @client
    def children(dest: Any) -> Any:
        """The pids of the tasks that run: ``await tasks.children()``."""
        return dual(_children(dest))

    @client
    def stream_nolink(
        dest: Any,
        fn: Callable[[Any], Any],
        items: Iterable[Any],
        *,
        max_concurrency: int | None = None,
        ordered: bool = True,
        timeout: Any = CALL_SECONDS,
        on_timeout: str = "exit",
        scheduler: Any = None,
    ) -> Stream[Any]:
        """As ``stream``; a task that fails gives a TaskExit as its element."""
        check_scheduler(scheduler)
        return Stream(fn, items, max_concurrency, ordered, timeout, on_timeout, dest, True)


async def start_task(
    dest: Any,
    fn: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    link: bool,
    callers: tuple[Pid, ...],
) -> Task[Any]:
    """Start a task of a supervisor, owned by the caller."""
    if not callable(fn):
        raise TypeError(f"a task runs a function, not {fn!r}")
    fn, args, kwargs = copy_arguments(fn, args, kwargs)
    owner = _host.self_pid()
    child = Child(_TaskStart(fn), owner, id=getattr(fn, "__qualname__", None), restart="temporary")
    pid = await _awaited(start_child(dest, child))
    if link:
        _host.link(pid._process)
    return begin(pid, fn, args, kwargs, callers)


async def _children(dest: Any) -> list[Pid]:
    children = await _awaited(which_children(dest))
    return [child.pid for child in children if child.pid != "restarting"]


async def _awaited(value: Awaitable[Any]) -> Any:
    """What a dual function gave: its value, already there in a blocking process."""
    return value if _host.in_blocking_process() else await value
