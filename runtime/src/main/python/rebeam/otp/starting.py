"""Starting a server: the call returns when ``init`` has (semantics A.5 and J.1)."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import check_name, to_seconds
from rebeam._core.copying import copy_message
from rebeam._core.links import demonitor
from rebeam._core.names import whereis
from rebeam._core.reasons import encode
from rebeam._core.receiving import NOTHING, _receive, _receive_ref
from rebeam._core.spawning import LINK, MONITOR, spawn_with
from rebeam._core.types import CallNoProcess, Down, Exit, NameTaken, Pid, Reason, Ref, Via
from rebeam.otp.calls import end_in_order
from rebeam.otp.errors import AlreadyStarted, StartError
from rebeam.otp.methods import handle_class
from rebeam.otp.results import IGNORE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_OPTIONS = ("name", "timeout", "hibernate_after", "scheduler", "label", "max_messages", "priority")
"""Keyword arguments of a start that do not go to ``init``."""

_TIMED_OUT = object()
_NOTHING: dict[str, Any] = {}


def acknowledge(ack: Ref, outcome: Any) -> None:
    """Let the start return: True for a server that runs, IGNORE, or the reason of a refusal."""
    _host.send_alias(ack._serial, copy_message((ack, outcome)))


def newest(start: Any) -> Any:
    """A class or function, or the one that has replaced it by ``introspect.reload``."""
    while (replaced := getattr(start, "__dict__", _NOTHING).get("_replaced_by")) is not None:
        start = replaced
    return start


def split(kwargs: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The options of a start, and the keyword arguments for ``init``."""
    options = {name: kwargs.pop(name) for name in _OPTIONS if name in kwargs}
    return options, kwargs


async def start(
    body: Any,
    server_class: type,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    *,
    link: bool = False,
    monitor: bool = False,
    name: str | Via | None = None,
    timeout: Any = None,
    hibernate_after: Any = None,
    scheduler: Any = None,
    label: Any = None,
    max_messages: int | None = None,
    priority: str | None = None,
) -> Any:
    """Start a process that runs ``body`` and wait until its ``init`` has returned.

    Returns a handle, ``(handle, ref)`` with ``monitor``, or None for IGNORE. Raises
    AlreadyStarted, StartError.
    """
    seconds = None if timeout is None else to_seconds(timeout)
    idle = None if hibernate_after is None else to_seconds(hibernate_after)
    if scheduler not in (None, "any", 1):
        raise ValueError(f"no scheduler {scheduler!r}: this node has scheduler 1")
    via, own_name = (name, None) if isinstance(name, Via) else (None, name)
    if via is not None:
        holder = via.whereis()
        if holder is not None:
            raise AlreadyStarted(holder)
    elif own_name is not None:
        check_name(own_name)
    ack = Ref(_host.alias("reply"))
    parent = _host.self_pid() if link else None
    beginning = (server_class, args, kwargs, ack, parent, idle, via)
    flags = MONITOR | (LINK if link else 0)
    try:
        pid, ref = spawn_with(
            body, beginning, {}, flags, own_name, label, priority, max_messages,
            server_class.__qualname__, server_class._behaviour, server_class,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NameTaken:
        _host.unalias(ack._serial)
        raise AlreadyStarted(whereis(str(own_name))) from None
    except BaseException:
        _host.unalias(ack._serial)
        raise
    answer = await _receive((ack, ref), seconds, _TIMED_OUT)
    if answer is _TIMED_OUT:
        _host.unalias(ack._serial)
        _host.unlink(pid._process)
        _host.exit_signal(pid._process, *encode(Reason.KILL))
        await _receive_ref(ref)
        flush_exit(pid)
        raise StartError(Reason.TIMEOUT)
    if type(answer) is Down:
        _host.unalias(ack._serial)
        flush_exit(pid)
        raise StartError(answer.reason)
    outcome = answer[1]
    if outcome is not True:
        await _receive_ref(ref)  # an error is returned when the process has ended (A45)
        flush_exit(pid)
        if outcome is IGNORE:
            return None
        if type(outcome) is tuple and len(outcome) == 2 and outcome[0] is AlreadyStarted:
            raise AlreadyStarted(outcome[1])
        raise StartError(outcome)
    handle = handle_class(server_class)(pid)
    if monitor:
        return handle, ref
    demonitor(ref, flush=True)
    return handle


async def stop_linked(server: Any) -> None:
    """End a server that the caller has started and linked; silent when it has ended already.

    The Exit message of an end that was not asked for is left to a caller who traps exits.
    """
    try:
        await end_in_order(server, Reason.NORMAL, None)
    except CallNoProcess:
        return
    flush_exit(server.pid)


def flush_exit(pid: Pid) -> Any:
    """Take the Exit message of a process from the mailbox: its reason, None if there is none."""
    _host.rewind(0)
    while (message := _host.scan()) is not NOTHING:
        if type(message) is Exit and message.sender == pid:
            _host.take_scanned()
            return message.reason
    return None
