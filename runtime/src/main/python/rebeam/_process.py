"""Processes: spawning, sending, receiving, waiting, exits."""

from __future__ import annotations

import sys
import types

import _rebeam_host as _host
from rebeam import _tracebacks
from rebeam._copy import copied, copy_arguments, copy_message, copy_to_show
from rebeam._limited import MAX_LABEL, MAX_NAME
from rebeam._reasons import encode
from rebeam._texts import safe_repr, text
from rebeam._types import (
    MOST,
    Down,
    Exit,
    NameTaken,
    NoProcess,
    NotRegistered,
    Pid,
    ReceiveTimeout,
    Ref,
    Server,
    SystemLimit,
    TaggedDown,
    TimerFired,
    Via,
)
from rebeam._waits import SUSPENDED, drive

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from typing import Any

NOTHING = object()
"""What the host's ``poll`` and ``scan`` return when the caller has to suspend."""

_NO_DEFAULT = object()
_LINK, _MONITOR, _TRAP_EXIT = 1, 2, 4
_PRIORITIES = ("low", "normal", "high")
_ALIAS_MODES = ("explicit_unalias", "demonitor", "reply_demonitor")
_FunctionType = types.FunctionType
_COROUTINE = 0x80
"""``inspect.CO_COROUTINE``: the flag of the code of an ``async def``."""


def self() -> Pid:
    """The pid of the calling process. Raises RuntimeError outside a process."""
    return _host.self_pid()


# ---- spawning ----


def spawn(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Pid:
    """Start a process that runs ``fn(*args, **kwargs)`` and return its pid at once.

    An ``async def`` becomes a coroutine process; a plain ``def`` becomes a blocking
    process on a thread of its own. Arguments are copied, all together: what they share,
    the copies share. So is the object of a method. Raises TypeError when ``fn`` cannot be
    called or an argument cannot be copied, SystemLimit when the node is full.
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
            raise _limit(process)
        return Pid(process)
    return _spawn(fn, args, kwargs, 0)


def spawn_link(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Pid:
    """As ``spawn``, linked to the caller in one step."""
    _host.in_blocking_process()
    return _spawn(fn, args, kwargs, _LINK)


def spawn_monitor(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> tuple[Pid, Ref]:
    """As ``spawn``, monitored by the caller in one step: ``(pid, ref)``."""
    _host.in_blocking_process()
    return _spawn(fn, args, kwargs, _MONITOR)


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
    """As ``spawn`` with options; all are in force before the process first runs.

    Returns the pid, or ``(pid, ref)`` with ``monitor``. Raises NameTaken, and then
    there is no process. ``scheduler`` may only name the one there is, 1.
    ``max_messages`` limits the mailbox: when one message more arrives, the process exits
    with the reason ``"message_queue_limit"``, whether it traps exits or not; its messages
    are dropped at once, and one line is logged. ``priority``: see ``set_priority``.
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
    priority = _check_priority(priority)
    if not isinstance(args, (tuple, list)):
        raise TypeError(f"args is a tuple of arguments, not {args!r}")
    if kwargs is not None and not isinstance(kwargs, dict):
        raise TypeError(f"kwargs is a dict of arguments, not {kwargs!r}")
    if link or monitor:
        _host.in_blocking_process()
    flags = (_LINK if link else 0) | (_MONITOR if monitor else 0)
    flags |= _TRAP_EXIT if trap_exit else 0
    rare = None if priority == "normal" else priority
    return _spawn(fn, tuple(args), dict(kwargs or {}), flags, name, label, rare, max_messages)


def _spawn(
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
    is_coroutine = _is_coroutine_function(fn)
    if is_coroutine:
        try:
            body: Any = fn(*args, **kwargs)
        except TypeError as error:
            body = _failing(error)
    else:
        body = types.MethodType(_call, (fn, args, kwargs))
    made = _host.spawn_options(
        body, not is_coroutine, flags, name, label_text, label, initial, priority, max_messages,
        behaviour, server_class,
    )  # fmt: skip
    if isinstance(made, str):
        if is_coroutine:
            body.close()
        raise NameTaken(f"name {name!r} is taken") if made == "name_taken" else _limit(made)
    if flags & _MONITOR:
        return (Pid(made[0]), Ref(made[1]))
    return Pid(made)


def _is_coroutine_function(fn: Any) -> bool:
    kind = type(fn)
    function = fn.__func__ if kind is types.MethodType else fn
    if type(function) is _FunctionType:
        if function.__code__.co_flags & _COROUTINE:
            return True
        if not hasattr(function, "_is_coroutine_mark"):
            return False
    from inspect import iscoroutinefunction  # knows the other ways

    return iscoroutinefunction(fn)


def _call(target: tuple[Any, Any, Any]) -> Any:
    fn, args, kwargs = target
    return fn(*args, **kwargs)


async def _failing(error: TypeError) -> None:
    raise error


def _limit(which: str) -> SystemLimit:
    if which == "thread_limit":
        limit = _host.system_item("blocking_thread_limit")
        return SystemLimit(f"no more than {limit} blocking processes can exist (--max-threads)")
    limit = _host.system_item("process_limit")
    return SystemLimit(f"no more than {limit} processes can exist (--max-processes)")


# ---- sending ----


def send(dest: Pid | str | Ref, msg: Any) -> Any:
    """Send a copy of ``msg`` to a pid, a registered name or an alias; return ``msg``.

    Silent for the dead and for ended aliases. Raises NotRegistered for an unknown name,
    TypeError for a message that cannot be copied.
    """
    if type(dest) is Pid:
        if not _host.send(dest._process, msg):
            _host.send_copy(dest._process, copied(msg, "message"))
    elif isinstance(dest, str):
        process = _host.whereis(str(dest))
        if process is None:
            raise not_registered(dest)
        _host.send_copy(process, copy_message(msg))
    elif type(dest) is Ref:
        _host.send_alias(dest._serial, copy_message(msg))
    elif isinstance(dest, Server):
        send(dest.pid, msg)
    elif isinstance(dest, Via):
        holder = dest.whereis()
        if holder is None:
            raise NotRegistered(f"no process is registered as {dest}")
        send(holder, msg)
    else:
        raise TypeError(f"cannot send to {dest!r}: give a pid, a name or an alias")
    return msg


def not_registered(name: str) -> NotRegistered:
    """The error for an unknown name, with the nearest one."""
    hint = _host.did_you_mean(str(name), _host.registered())
    return NotRegistered(f"no process is registered as {str(name)!r}{hint}")


# ---- receiving ----


def receive(match: Any = None, *, timeout: Any = None, default: Any = _NO_DEFAULT) -> Any:
    """Take the oldest message that matches; others stay, in order.

    ``match``: a class, a ``Ref``, a predicate, or a tuple of these; None takes any.
    ``timeout``: seconds or a timedelta; 0 scans once. Raises ReceiveTimeout then, or
    returns ``default``. Awaited in an ``async def`` process; blocks in a blocking one.
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
    return drive(waiting) if _host.in_blocking_process() else waiting


def mailbox() -> AsyncIterator[Any]:
    """All messages, in order: ``async for message in mailbox()``. Never ends by itself."""
    return _Mailbox()


class _Mailbox:
    """What ``mailbox()`` returns. An async generator would cost as much as the receive."""

    __slots__ = ()

    def __aiter__(self) -> _Mailbox:
        return self

    def __anext__(self) -> Any:
        return receive()


@types.coroutine
def _receive_any():  # type: ignore[no-untyped-def]
    while (message := _host.poll()) is NOTHING:
        yield SUSPENDED
    return message


@types.coroutine
def _receive_ref(ref):  # type: ignore[no-untyped-def]
    """``_receive`` for a reference and no time limit: what calls are made of."""
    if _host.rewind(ref._serial):
        yield SUSPENDED
    while True:
        message = _host.scan()
        if message is NOTHING:
            yield SUSPENDED
        elif _holds(ref, message) and _host.take_scanned():
            return message


@types.coroutine
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
    """The first made of the references, when a match is by references alone; else 0 (F14)."""
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


def to_seconds(value: Any) -> float:
    """Seconds from a number or a timedelta; TypeError and ValueError say what is wrong."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        datetime = sys.modules.get("datetime")
        if datetime is not None and isinstance(value, datetime.timedelta):
            return to_seconds(value.total_seconds())
        raise TypeError(f"a time is given in seconds or as timedelta, not {value!r}")
    if value != value or value < 0:
        raise ValueError(f"a time must not be negative: {value!r}")
    return float(min(value, 9e9))


# ---- waiting ----


def sleep(seconds: Any) -> Any:
    """Wait; messages stay where they are. Awaited in an ``async def`` process."""
    waiting = _sleep(to_seconds(seconds))
    return drive(waiting) if _host.in_blocking_process() else waiting


@types.coroutine
def _sleep(seconds):  # type: ignore[no-untyped-def]
    wait = _host.begin_wait(False, int(seconds * 1e9))
    try:
        while not _host.wait_is_over(wait):
            yield SUSPENDED
    finally:
        _host.end_wait(wait)


def yield_() -> Any:
    """Let other processes run. Awaited in an ``async def`` process."""
    waiting = _yield()
    return drive(waiting) if _host.in_blocking_process() else waiting


@types.coroutine
def _yield():  # type: ignore[no-untyped-def]
    _host.yield_slice()
    yield SUSPENDED


async def run_blocking(fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run ``fn`` on a thread and await its result; other processes go on meanwhile."""
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
            self.value = _call(self.target)
        except BaseException as error:
            self.error = error
        _host.end_other_wait(self.wait)

    def fail(self, error: BaseException) -> None:
        self.error = error
        _host.end_other_wait(self.wait)


@types.coroutine
def _run_blocking(job):  # type: ignore[no-untyped-def]
    wait = job.wait = _host.begin_wait(False, -1)
    try:
        if not _host.run_awaited(job):
            raise _limit("thread_limit")
        while not _host.wait_is_over(wait):
            yield SUSPENDED
    finally:
        _host.end_wait(wait)
    if job.error is not None:
        raise job.error
    return job.value


_WAITS = frozenset({"_receive_any", "_receive_ref", "_receive", "_sleep", "_yield", "_run_blocking"})


def is_wait(value: Any) -> bool:
    """Whether a value is what ``receive()`` and the like return to be awaited."""
    if not isinstance(value, types.GeneratorType):
        return False
    code = value.gi_code
    return code.co_name in _WAITS and _tracebacks.is_ours(code.co_filename)


# ---- links, monitors, exits ----


def link(pid: Pid) -> None:
    """Link the caller and ``pid``. Raises NoProcess for a dead one, unless exits are trapped."""
    if not _host.link(process_of(pid, "link")):
        raise NoProcess(f"cannot link to {pid}: it is dead")


def unlink(pid: Pid) -> None:
    """Remove the link; no exit signal of it has an effect afterwards."""
    _host.unlink(process_of(pid, "unlink"))


def monitor(dest: Pid | str, *, alias: bool | str = False, tag: Any = None) -> Ref:
    """Watch a pid or a registered name: a ``Down`` arrives when it ends, or at once.

    With ``alias`` the reference is also an alias of the caller. True and ``"demonitor"``:
    until the monitor ends; ``"reply_demonitor"``: the first message received through it
    ends the monitor too; ``"explicit_unalias"``: until ``unalias``. With a ``tag`` the
    message is ``TaggedDown(tag, ref, target, reason)``.
    """
    if type(dest) is Pid and tag is None and alias is False:
        return Ref(_host.monitor(dest._process, None, None, None))
    mode = "demonitor" if alias is True else None if alias is False else alias
    if mode is not None and mode not in _ALIAS_MODES:
        raise ValueError(f"alias is True, False or one of {', '.join(_ALIAS_MODES)}, not {alias!r}")
    tag = copy_message(tag)
    if isinstance(dest, str):
        return Ref(_host.monitor(_host.whereis(str(dest)), str(dest), mode, tag))
    return Ref(_host.monitor(process_of(dest, "monitor"), None, mode, tag))


def demonitor(ref: Ref, *, flush: bool = False, info: bool = False) -> bool:
    """End a monitor: no ``Down`` of it arrives afterwards.

    ``flush`` removes one that has arrived. With ``info`` the result tells whether the
    monitor was still active and nothing had to be flushed; else it is True.
    """
    if type(ref) is not Ref:
        raise _no_ref(ref, "demonitor")
    active = _host.demonitor(ref._serial)
    if flush and not active:
        _take_down(ref)
    return active if info else True


def _take_down(ref: Ref) -> None:
    _host.rewind(ref._serial)
    while (message := _host.scan()) is not NOTHING:
        if type(message) in (Down, TaggedDown) and message.ref == ref:
            _host.take_scanned()
            return


def alias(*, reply: bool = False) -> Ref:
    """A reference that denotes the caller, until ``unalias``. Send to it as to a pid.

    With ``reply`` the first message received through it ends it as well.
    """
    return Ref(_host.alias("reply" if reply else "explicit_unalias"))


def unalias(ref: Ref) -> bool:
    """End an alias; False when it was none of the caller's. Later messages are dropped."""
    if type(ref) is not Ref:
        raise _no_ref(ref, "unalias")
    return bool(_host.unalias(ref._serial))


def exit_signal(pid: Pid, reason: Any) -> None:
    """Send an exit signal (OTP's ``exit/2``). Silent for the dead.

    ``kill`` cannot be trapped. To the caller itself it takes effect before the return.
    """
    process = process_of(pid, "exit_signal")
    kind, term, text = encode(reason)
    _host.exit_signal(process, kind, term, text)


def kill(pid: Pid) -> None:
    """``exit_signal(pid, "kill")``: no code of the process runs any more."""
    _host.exit_signal(process_of(pid, "kill"), *encode("kill"))


def trap_exit(on: bool) -> bool:
    """Whether exit signals become ``Exit`` messages; returns the old value."""
    if not isinstance(on, bool):
        raise TypeError(f"trap_exit takes True or False, not {on!r}")
    return bool(_host.trap_exit(on))


def set_priority(level: str) -> str:
    """How the caller shares its scheduler from now on; returns the old level.

    While a ``"high"`` process can run, no other does; ``"normal"`` and ``"low"`` ones take
    turns, one low one for every eight normal ones that wait. Not inherited by ``spawn``.
    """
    return str(_host.set_priority(_check_priority(level)))


def suspend_process(pid: Pid) -> None:
    """Stop a process from running, for debugging; signals still reach it.

    Suspensions count: each needs a ``resume_process``, and ends with the caller. A
    process that is busy goes on to its next wait. Raises ValueError for the caller
    itself, NoProcess for a dead process.
    """
    process = process_of(pid, "suspend_process")
    if pid == self():
        raise ValueError("a process cannot suspend itself")
    if not _host.suspend(process):
        raise NoProcess(f"cannot suspend {pid}: it is dead")


def resume_process(pid: Pid) -> None:
    """Take back one ``suspend_process`` of the caller. Raises ValueError if there is none."""
    if not _host.resume(process_of(pid, "resume_process")):
        raise ValueError(f"{pid} is not suspended by the caller")


# ---- arguments ----


def process_of(pid: Any, what: str) -> Any:
    """The process a pid stands for; TypeError for anything that is no pid."""
    if type(pid) is not Pid:
        if isinstance(pid, Server):
            return pid.pid._process
        hint = "; look a name up with whereis(name)" if isinstance(pid, str) else ""
        raise TypeError(f"{what} needs a pid, not {pid!r}{hint}")
    return pid._process


def _no_ref(value: Any, what: str) -> TypeError:
    return TypeError(f"{what} needs a Ref, not {value!r}")


def _check_priority(level: Any) -> str:
    if level not in _PRIORITIES:
        raise ValueError(f"a priority is one of {', '.join(_PRIORITIES)}, not {level!r}")
    return str(level)


def check_name(name: Any) -> str:
    """A name for registering: a str that is not empty, not ``undefined`` (OTP's word for no
    process) and does not read as a pid or its number. TypeError, ValueError.
    """
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {safe_repr(name)}")
    if len(name) > MAX_NAME:
        raise ValueError(f"a name has at most {MAX_NAME} characters, not {len(name)}")
    if not name:
        raise ValueError("a name must not be empty")
    if name == "undefined" or name.strip("<>.0123456789") == "":
        raise ValueError(f"{str(name)!r} cannot be a name: it would read as something else")
    return str(name)


def make_exit(sender: Any, reason: Any) -> Exit:
    """Called by the runtime, which has one reason for all who get it."""
    return Exit(None if sender is None else Pid(sender), copy_to_show(reason))


def make_down(
    ref: int, target: Any, name: str | None, reason: Any, tag: Any
) -> Down | TaggedDown:
    """Called by the runtime, which has one reason for all who get it."""
    reason = copy_to_show(reason)
    seen: Any = name if name is not None else None if target is None else Pid(target)
    if tag is not None:
        return TaggedDown(tag, Ref(ref), seen, reason)
    return Down(Ref(ref), seen, reason)


def make_timer_fired(ref: int, message: Any) -> TimerFired:
    """Called by the runtime."""
    return TimerFired(Ref(ref), message)


def make_tick(message: Any) -> Any:
    """Called by the runtime, which has one message for all ticks of an interval."""
    return copy_to_show(message)
