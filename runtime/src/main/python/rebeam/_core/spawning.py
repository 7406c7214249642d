"""Starting processes: ``spawn`` and its variants."""

from __future__ import annotations

import types

import _rebeam_host as _host
from rebeam._core.arguments import check_name
from rebeam._core.copying import copied, copy_arguments
from rebeam._core.limited import MAX_LABEL
from rebeam._core.scheduling import check_priority
from rebeam._core.texts import text
from rebeam._core.types import MOST, NameTaken, Pid, Ref, SystemLimit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LINK, MONITOR, TRAP_EXIT = 1, 2, 4
"""The flags that the host's ``spawn_options`` takes."""

_FunctionType = types.FunctionType
_COROUTINE = 0x80
"""``inspect.CO_COROUTINE``: the flag of the code of an ``async def``."""


def spawn(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Pid:
    """Start a process that runs ``fn(*args, **kwargs)`` and return its pid at once (A1).

    An ``async def`` becomes a coroutine process; a plain ``def`` becomes a blocking
    process on a thread of its own. The arguments, and the object of a method, are copied in
    one copy: two arguments that share an object share its copy. The new process gets a copy
    of the caller's ``contextvars`` and nothing else of the caller (A9). Any thread may call
    it. Raises TypeError when ``fn`` cannot be called or an argument cannot be copied,
    SystemLimit when the node has as many processes as it may have (A11).
    """
    if type(fn) is _FunctionType and fn.__code__.co_flags & _COROUTINE and not kwargs:
        if not _host.is_immutable(args):
            args = copied(args, "args")
        try:
            coroutine = fn(*args)
        except TypeError as error:
            coroutine = _failing(error)
        process = _host.spawn(coroutine)
        if process == "system_limit":
            raise limit_reached(process)
        return Pid(process)
    return spawn_with(fn, args, kwargs, 0)


def spawn_link(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Pid:
    """As ``spawn``, linked to the caller in one step (A3). Only a process may call it."""
    _host.in_blocking_process()
    return spawn_with(fn, args, kwargs, LINK)


def spawn_monitor(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> tuple[Pid, Ref]:
    """As ``spawn``, monitored by the caller in one step: ``(pid, ref)`` (A4).

    Only a process may call it.
    """
    _host.in_blocking_process()
    return spawn_with(fn, args, kwargs, MONITOR)


def spawn_opt(
    fn: Callable[..., Any],
    args: tuple[Any, ...] = (),
    kwargs: dict[str, Any] | None = None,
    *,
    link: bool = False,
    monitor: bool = False,
    name: str | None = None,
    label: Any = None,
    trap_exit: bool = False,
    scheduler: int | None = None,
    max_messages: int | None = None,
    priority: str = "normal",
) -> Any:
    """As ``spawn`` with options; all are in force before the process first runs (A5).

    Returns the pid, or ``(pid, ref)`` with ``monitor``. ``name`` registers the process,
    ``label`` says what it is for (A40). ``scheduler`` may be 1 or None: a node has one.
    ``max_messages`` limits the mailbox: when one message more arrives, the process exits
    with the reason ``"message_queue_limit"``, whether it traps exits or not; its messages
    are dropped at once, and one line is logged (C25). ``priority``: see ``set_priority``.
    Raises NameTaken when another process has the name, and then no process is started;
    TypeError and ValueError for options that cannot be. With ``link`` or ``monitor`` only a
    process may call it.
    """
    if scheduler is not None and (type(scheduler) is not int or scheduler != 1):
        raise ValueError(f"no scheduler {scheduler!r}: this node has scheduler 1")
    if max_messages is not None:
        if type(max_messages) is not int:
            raise TypeError(f"max_messages is a number of messages, not {max_messages!r}")
        if max_messages < 1:
            raise ValueError(f"max_messages must be at least 1, not {max_messages}")
        if max_messages > MOST:
            raise ValueError(f"max_messages must be at most {MOST}, not {max_messages}")
    for option, value in (("link", link), ("monitor", monitor), ("trap_exit", trap_exit)):
        if not isinstance(value, bool):
            raise TypeError(f"{option} takes True or False, not {value!r}")
    if name is not None:
        check_name(name)
    priority = check_priority(priority)
    if not isinstance(args, (tuple, list)):
        raise TypeError(f"args is a tuple of arguments, not {args!r}")
    if kwargs is not None and not isinstance(kwargs, dict):
        raise TypeError(f"kwargs is a dict of arguments, not {kwargs!r}")
    if link or monitor:
        _host.in_blocking_process()
    flags = (LINK if link else 0) | (MONITOR if monitor else 0)
    flags |= TRAP_EXIT if trap_exit else 0
    rare = None if priority == "normal" else priority
    return spawn_with(fn, tuple(args), dict(kwargs or {}), flags, name, label, rare, max_messages)


def spawn_with(
    fn: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    flags: int,
    name: str | None = None,
    label: Any = None,
    priority: str | None = None,
    max_messages: int | None = None,
    initial: str | None = None,
    behaviour: str | None = None,
    server_class: type | None = None,
) -> Any:
    if not callable(fn):
        what = type(fn).__name__
        if isinstance(fn, types.CoroutineType):
            fn.close()
            what = "coroutine; give the function and its arguments, not its call"
        raise TypeError(f"spawn needs a function, not {what}")
    fn, args, kwargs = copy_arguments(fn, args, kwargs)
    label_text = None if label is None else text(label, MAX_LABEL)
    if initial is None:
        initial = getattr(fn, "__qualname__", None) or type(fn).__qualname__
    is_coroutine = is_coroutine_function(fn)
    if is_coroutine:
        try:
            body: Any = fn(*args, **kwargs)
        except TypeError as error:
            body = _failing(error)
    else:
        body = types.MethodType(_call, (fn, args, kwargs))
    made = _host.spawn_options(
        body,
        not is_coroutine,
        flags,
        name=name,
        label=label_text,
        label_term=label,
        initial_call=initial,
        priority=priority,
        max_messages=max_messages,
        behaviour=behaviour,
        server_class=server_class,
    )
    if isinstance(made, str):
        if is_coroutine:
            body.close()
        raise NameTaken(f"name {name!r} is taken") if made == "name_taken" else limit_reached(made)
    if flags & MONITOR:
        return (Pid(made[0]), Ref(made[1]))
    return Pid(made)


def is_coroutine_function(fn: Any) -> bool:
    kind = type(fn)
    function = fn.__func__ if kind is types.MethodType else fn
    if type(function) is _FunctionType:
        if function.__code__.co_flags & _COROUTINE:
            return True
        if not hasattr(function, "_is_coroutine_mark"):
            return False
    from inspect import iscoroutinefunction  # for the other ways to mark a function

    return iscoroutinefunction(fn)


def _call(target: tuple[Any, Any, Any]) -> Any:
    fn, args, kwargs = target
    return fn(*args, **kwargs)


async def _failing(error: TypeError) -> None:
    raise error


def limit_reached(which: str) -> SystemLimit:
    if which == "thread_limit":
        limit = _host.system_item("blocking_thread_limit")
        return SystemLimit(f"no more than {limit} blocking processes can exist (--max-threads)")
    limit = _host.system_item("process_limit")
    return SystemLimit(f"no more than {limit} processes can exist (--max-processes)")
