"""Requests to servers: the call protocol (semantics J.3, J40) and what is built on it.

A request is a tuple whose first part is one of the classes here, so that no message of a
program can be taken for one (N17). A reply is ``(ref, value)``, or ``(ref, exception,
CallerError)``; it travels through an alias that ends with the call, so that a late or a
second reply never reaches a mailbox (J14, J40).
"""

from __future__ import annotations

import types

import _rebeam_host as _host
from rebeam._core.arguments import to_seconds
from rebeam._core.clock import monotonic
from rebeam._core.copying import copied
from rebeam._core.links import demonitor
from rebeam._core.receiving import NOTHING
from rebeam._core.records import Record
from rebeam._core.sending import send
from rebeam._core.types import (
    CallError,
    CallNoProcess,
    CallSelf,
    CallTimeout,
    Down,
    Pid,
    Reason,
    Ref,
    Server,
    ServerExit,
    Via,
)
from rebeam._core.waits import SUSPENDED, dual
from rebeam.otp.errors import CallerError
from rebeam.otp.waiting import who_waits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable
    from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

CALL_SECONDS = 5.0
"""How long a call waits for its reply when nothing else is said (J29)."""

_set = object.__setattr__


class CallRequest:
    """Marks ``(CallRequest, pid, ref, request)``: a request that wants a reply."""


class CastRequest:
    """Marks ``(CastRequest, request)``: a request that wants none."""


class SystemRequest:
    """Marks ``(SystemRequest, pid, ref, word, argument)``: for the server's loop itself."""


class Invocation:
    """Marks ``(Invocation, name, args, kwargs)``: a request made by a typed method."""


class Caller(Record):
    """Who made a call, for ``reply(caller, value)``: a pid and the reference of the call."""

    __slots__ = __match_args__ = ("pid", "ref")
    pid: Pid
    ref: Ref

    def __init__(self, pid: Pid, ref: Ref) -> None:
        _set(self, "pid", pid)
        _set(self, "ref", ref)


# ---- calls ----


if TYPE_CHECKING:
    S = TypeVar("S")
    P = ParamSpec("P")
    R = TypeVar("R")

    class Calling(Protocol):
        """What ``@call(timeout=...)`` makes of a method."""

        @overload
        def __call__(
            self, method: Callable[Concatenate[S, P], Coroutine[Any, Any, R]], /
        ) -> Callable[Concatenate[S, P], Awaitable[R]]: ...
        @overload
        def __call__(
            self, method: Callable[Concatenate[S, P], R], /
        ) -> Callable[Concatenate[S, P], Awaitable[R]]: ...

    @overload
    def call(
        method: Callable[Concatenate[S, P], Coroutine[Any, Any, R]], /
    ) -> Callable[Concatenate[S, P], Awaitable[R]]: ...
    @overload
    def call(
        method: Callable[Concatenate[S, P], R], /
    ) -> Callable[Concatenate[S, P], Awaitable[R]]: ...
    @overload
    def call(*, timeout: Any) -> Calling: ...
    @overload
    def call(dest: Any, request: Any, /, *, timeout: Any = CALL_SECONDS) -> Any:
        """Send a request to a server and wait for its reply; or make a method callable."""

    def call(*args: Any, **kwargs: Any) -> Any: ...

    @overload
    def cast(method: Callable[Concatenate[S, P], Any], /) -> Callable[Concatenate[S, P], None]: ...
    @overload
    def cast(dest: Any, request: Any, /) -> None:
        """Send a request that has no reply; or make a method callable without a reply."""

    def cast(*args: Any) -> Any: ...

else:

    def call(dest: Any = None, *request: Any, timeout: Any = CALL_SECONDS) -> Any:
        """Send a request to a server and wait for its reply: ``await call(dest, request)``.

        ``dest`` is a server, a pid or a name; ``timeout`` in seconds or as timedelta, None
        for ever. Blocks in a blocking process. Raises CallTimeout (the server may still work
        on it), CallNoProcess, CallSelf, ServerExit with the server's exit reason when it ends
        during the call, and the exception that the server raised as ``CallerError`` (J30).

        As a decorator, ``@call`` or ``@call(timeout=30)``, it makes a method of a GenServer
        callable from outside: ``await counter.get()``.
        """
        if not request and (dest is None or type(dest) is types.FunctionType):
            from rebeam.otp.methods import CallMethod

            seconds = seconds_or_none(timeout)
            if dest is None:
                return lambda function: CallMethod(function, seconds)
            return CallMethod(dest, seconds)
        if len(request) != 1:
            raise TypeError(f"call takes a server and one request, not {len(request)} requests")
        return dual(request_reply(CallRequest, dest, request, seconds_or_none(timeout)))

    def cast(dest: Any, *request: Any) -> Any:
        """Send a request that has no reply. Silent when there is no such server (J33).

        As a decorator, ``@cast`` makes a method of a GenServer callable from outside:
        ``counter.add(2)``.
        """
        if not request and type(dest) is types.FunctionType:
            from rebeam.otp.methods import CastMethod

            return CastMethod(dest)
        if len(request) != 1:
            raise TypeError(f"cast takes a server and one request, not {len(request)} requests")
        process = find(dest)
        if process is not None:
            send(Pid(process), (CastRequest, request[0]))
        return None


def reply(caller: Caller, value: Any) -> None:
    """Answer a call; any process may. Dropped when the caller no longer waits (J13, J14)."""
    if type(caller) is not Caller:
        raise TypeError(f"reply takes the caller that handle_call was given, not {caller!r}")
    _reply(caller.ref, (caller.ref, value))


def _reply(ref: Ref, message: Any) -> None:
    if not _host.reply(ref._serial, message):
        _host.send_alias(ref._serial, copied(message, "message"))


def reply_exception(caller: Caller, error: BaseException) -> None:
    """Make the caller's ``call`` raise ``error``."""
    _reply(caller.ref, (caller.ref, error, CallerError))


def stop(dest: Any, reason: Any = "normal", *, timeout: Any = None) -> Any:
    """End a server in order: after the messages it has, by ``terminate(reason)`` (J39).

    Returns when it has ended with ``reason``. Raises ServerExit when it ended with another
    one, CallNoProcess, CallSelf, CallTimeout when it has not ended in time (it may still
    be ending).
    """
    return dual(end_in_order(dest, reason, seconds_or_none(timeout)))


async def end_in_order(dest: Any, reason: Any, seconds: float | None) -> None:
    """What ``stop`` does."""
    process = _target(dest)
    ref = Ref(_host.monitor(process, None, None, None))
    send(Pid(process), (SystemRequest, Pid(process), ref, "terminate", reason))
    answer = await _answer(ref, seconds)
    if answer is None:
        demonitor(ref, flush=True)
        raise CallTimeout(Reason.TIMEOUT, dest, who_waits(process))
    if answer.reason == Reason.NOPROC and reason != Reason.NOPROC:
        raise CallNoProcess(Reason.NOPROC, dest)
    if answer.reason != reason:
        raise ServerExit(answer.reason, dest)


# ---- requests whose reply is taken later ----


class Request(Record):
    """A call under way, made by ``send_request``."""

    __slots__ = __match_args__ = ("ref", "dest")
    ref: Ref
    dest: Any

    def __init__(self, ref: Ref, dest: Any) -> None:
        _set(self, "ref", ref)
        _set(self, "dest", dest)


def send_request(dest: Any, request: Any) -> Request:
    """Make a call without waiting; ``receive_response`` takes the reply (J38)."""
    process = _target(dest)
    return Request(_send(CallRequest, process, (request,)), dest)


def receive_response(request: Request, *, timeout: Any = CALL_SECONDS, abandon: bool = True) -> Any:
    """The reply to a ``send_request``; fails as ``call`` does.

    After a timeout the request is abandoned, and a late reply is dropped. With
    ``abandon=False`` it is not, and may be waited for again.
    """
    if type(request) is not Request:
        raise TypeError(f"receive_response takes what send_request gave, not {request!r}")
    return dual(_response(request.ref, request.dest, seconds_or_none(timeout), abandon))


def multi_call(dests: Iterable[Any], request: Any, *, timeout: Any = CALL_SECONDS) -> Any:
    """Make the same call to several servers at once: ``(replies, bad)`` (J36).

    ``replies`` are pairs of a server and its reply; ``bad`` are the servers that are dead,
    unknown, or have not replied within ``timeout``, or whose call failed otherwise. No
    late reply reaches the mailbox.
    """
    return dual(_multi_call(list(dests), request, seconds_or_none(timeout)))


async def _multi_call(
    dests: list[Any], request: Any, seconds: float | None
) -> tuple[list[tuple[Any, Any]], list[Any]]:
    requests: list[Request | None] = []
    for dest in dests:
        try:
            requests.append(send_request(dest, request))
        except CallError:
            requests.append(None)
    deadline = None if seconds is None else monotonic() + seconds
    replies, bad = [], []
    for dest, sent in zip(dests, requests):
        if sent is None:
            bad.append(dest)
            continue
        left = None if deadline is None else max(0.0, deadline - monotonic())
        try:
            replies.append((dest, await _response(sent.ref, dest, left, True)))
        except Exception:
            bad.append(dest)
    return replies, bad


# ---- the protocol ----


def find(dest: Any) -> Any:
    """The process that ``dest`` stands for, None for a name that is not registered (J31)."""
    if type(dest) is Pid:
        return dest._process
    if isinstance(dest, Server):
        return dest.pid._process
    if isinstance(dest, str):
        return _host.whereis(str(dest))
    if isinstance(dest, Via):
        holder = dest.whereis()
        return None if holder is None else holder._process
    raise TypeError(f"a server is given by its handle, its pid or its name, not {dest!r}")


def _target(dest: Any) -> Any:
    process = find(dest)
    if process is None:
        raise CallNoProcess(Reason.NOPROC, dest)
    if process is _host.self_pid()._process:
        raise CallSelf("calling_self", dest)
    return process


def _send(kind: type, process: Any, parts: tuple[Any, ...]) -> Ref:
    """Send a request; the reference is of a monitor, and an alias for one reply."""
    ref = Ref(_host.begin_request(process))
    try:
        send(Pid(process), (kind, _host.self_pid(), ref, *parts))
    except BaseException:
        demonitor(ref, flush=True)
        raise
    return ref


async def request_reply(
    kind: type, dest: Any, parts: tuple[Any, ...], seconds: float | None
) -> Any:
    """One request and its reply."""
    ref = _send(kind, _target(dest), parts)
    return _outcome(await _answer(ref, seconds), ref, dest, True)


async def _response(ref: Ref, dest: Any, seconds: float | None, abandon: bool) -> Any:
    return _outcome(await _answer(ref, seconds), ref, dest, abandon)


def _outcome(answer: Any, ref: Ref, dest: Any, abandon: bool) -> Any:
    """What comes of a wait for a reply; ``answer`` is None when its time was over."""
    if answer is None and abandon:
        answer = drop(ref)
    if answer is None:
        raise CallTimeout(Reason.TIMEOUT, dest, who_waits(find(dest)))
    return reply_of(answer, dest)


def drop(ref: Ref) -> Any:
    """Give a request up: a late reply is dropped. One that has come just now, or None (J40)."""
    _host.demonitor(ref._serial)
    return _take_answer(ref)


def reply_of(answer: Any, dest: Any) -> Any:
    """The value of a reply; raises what a call does for a failure."""
    if type(answer) is Down:
        if answer.reason == Reason.NOPROC:
            raise CallNoProcess(Reason.NOPROC, dest)
        raise ServerExit(answer.reason, dest)
    if len(answer) == 3:
        raise answer[1]
    return answer[1]


@types.coroutine
def _answer(ref, seconds):  # type: ignore[no-untyped-def]
    """Wait for what carries ``ref``: a reply or a Down; None when the time is over.

    A wait that ends with an exception gives the request up.
    """
    serial = ref._serial
    wait = _host.await_answer(serial, -1 if seconds is None else int(seconds * 1e9))
    try:
        while (answer := _host.take_answer(serial, wait)) is NOTHING:
            yield SUSPENDED
    except BaseException:
        _host.end_wait(wait)
        _host.demonitor(serial)
        raise
    return answer


def _take_answer(ref: Ref) -> Any:
    """A reply that is in the mailbox already, or None; a Down is removed."""
    _host.rewind(ref._serial)
    while (message := _host.scan()) is not NOTHING:
        if type(message) is Down and message.ref == ref:
            _host.take_scanned()
            return None
        if type(message) is tuple and message and type(message[0]) is Ref and message[0] == ref:
            _host.take_scanned()
            return message
    return None


def seconds_or_none(timeout: Any) -> float | None:
    """A timeout in seconds; None for ever."""
    return None if timeout is None else to_seconds(timeout)


def ask(word: str, dest: Any, argument: Any = None, timeout: Any = CALL_SECONDS) -> Any:
    """A system request to the loop of a server and its reply (J43)."""
    return dual(request_reply(SystemRequest, dest, (word, argument), seconds_or_none(timeout)))
