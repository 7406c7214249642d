"""The loop of a server: takes messages in order and runs the callbacks (semantics J.2)."""

from __future__ import annotations

import types

import _rebeam_host as _host
from rebeam._core import texts
from rebeam._core.arguments import to_seconds
from rebeam._core.reasons import of_exception
from rebeam._core.receiving import _receive, _receive_any
from rebeam._core.types import Crashed, Exit, Pid, ProcessExit, Reason, Ref, Via, is_abnormal
from rebeam._core.waits import is_wait
from rebeam.otp.calls import (
    Caller,
    CallRequest,
    CastRequest,
    Invocation,
    SystemRequest,
    reply,
    reply_exception,
)
from rebeam.otp.errors import AlreadyStarted, CallerError, StartError
from rebeam.otp.methods import typed_method
from rebeam.otp.results import IGNORE, NO_REPLY, Continue, Reply, Stop
from rebeam.otp.starting import acknowledge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam.otp.gen_server import GenServer

_MAX_SHOWN = 1000
"""How many characters of a message or a state a report has."""

_IDLE = object()


def is_coroutine(value: Any) -> bool:
    """Whether a callback's result has to be awaited."""
    return isinstance(value, types.CoroutineType) or is_wait(value)


def shown(value: Any) -> str:
    """A value as text for a report, cut."""
    return texts.safe_repr(value, _MAX_SHOWN)


def contents(message: Any) -> Any:
    """What a message says, without the marks of the protocol: ``("call", request)``."""
    kind = message[0] if type(message) is tuple and message else None
    if kind is CallRequest:
        return ("call", _request(message[3]))
    if kind is CastRequest:
        return ("cast", _request(message[1]))
    return message


def _request(request: Any) -> Any:
    return (
        (request[1], *request[2], *(request[3] or {}).items())
        if is_invocation(request)
        else request
    )


def log_unexpected(message: Any) -> None:
    """Report a message that no callback takes."""
    text = f"got an unexpected message: {shown(message)}"
    _host.report("rebeam.crash", "unexpected_message", str(_host.self_pid()), text, None)


async def serve(
    server_class: type[GenServer],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    ack: Ref,
    parent: Pid | None,
    hibernate_after: float | None,
    via: Via | None = None,
) -> None:
    """The body of a server's process; ``via`` is the name that it is to register (J2, J3)."""
    if via is not None and (holder := via.register()) is not None:
        acknowledge(ack, (AlreadyStarted, holder))
        return
    server = server_class.__new__(server_class)
    server.pid = _host.self_pid()
    loop = server._loop = Loop(server, parent, hibernate_after)
    try:
        result = await server._initialize(args, kwargs)
    except StartError as refusal:
        acknowledge(ack, refusal.reason)
        return
    if result is IGNORE:
        acknowledge(ack, IGNORE)
    elif type(result) is Stop:
        raise ProcessExit(result.reason)
    elif result is None or type(result) is Continue:
        acknowledge(ack, True)
        await loop.run(result)
    else:
        raise ProcessExit(("bad_return_value", result))


def serve_blocking(*beginning: Any) -> Any:
    """The body of the process of a server whose callbacks may block; driven on its thread."""
    return serve(*beginning)


class Loop:
    """Where a server is in its life. Used by the server's process alone."""

    __slots__ = (
        "server", "parent", "timeout", "hibernate_after", "suspended", "message", "log",
        "log_size", "statistics", "tracing",
    )  # fmt: skip

    def __init__(
        self, server: GenServer, parent: Pid | None, hibernate_after: float | None
    ) -> None:
        self.server = server
        self.parent = parent
        self.timeout: float | None = None
        self.hibernate_after = hibernate_after
        self.suspended = False
        self.message: Any = None
        """The message whose callback runs; for reports."""
        self.log: list[Any] | None = None
        self.log_size = 0
        self.tracing = False
        self.statistics: dict[str, Any] | None = None

    def set_timeout(self, seconds: Any) -> None:
        self.timeout = None if seconds is None else to_seconds(seconds)

    async def run(self, result: Any) -> None:
        """Serve until the server stops; ``result`` is what ``init`` returned."""
        try:
            while result is not None:
                result = await self._follow(result)
            while True:
                plain = self.timeout is None and self.hibernate_after is None and not self.suspended
                message = await (_receive_any() if plain else self._next())
                result = self._handle(message)
                if is_coroutine(result):
                    result = await result
                while result is not None:
                    result = await self._follow(result)
        except Ended as ended:
            reason, last = ended.reason, ended.last
        except ProcessExit as error:
            if _host.is_exiting():
                raise  # an exit signal that is not trapped: terminate does not run (J20)
            reason, last = error.reason, None
        except BaseException as error:
            await self._crash(error)
            raise
        await self._end(reason, last)

    async def _next(self) -> Any:
        if self.suspended:
            return await _receive(self._is_for_suspended, None, None)
        if self.timeout is not None:
            return await _receive(None, self.timeout, _IDLE)
        if self.hibernate_after is not None and self.message is not None:
            message = await _receive(None, self.hibernate_after, _IDLE)
            if message is not _IDLE:
                return message
            self.hibernate()
        return await _receive_any()

    def hibernate(self) -> None:
        """Drop what an idle server does not need: the last message and its caller."""
        self.message = None
        self.server.caller = None

    def _is_for_suspended(self, message: Any) -> bool:
        kind = type(message)
        if kind is Exit:
            return self._is_of_parent(message)
        return kind is tuple and len(message) == 5 and message[0] is SystemRequest

    def _is_of_parent(self, message: Exit) -> bool:
        return self.parent is not None and message.sender == self.parent

    def _handle(self, message: Any) -> Any:
        """Run the callback for one message: None, a Continue, or an end; or what gives it.

        No coroutine is made for a callback that is a plain function.
        """
        server = self.server
        kind = message[0] if type(message) is tuple and message else None
        if kind is SystemRequest and len(message) == 5:
            from rebeam.otp.system import answer

            return answer(self, *message[1:])
        if self.statistics is not None or self.log is not None or self.tracing:
            from rebeam.otp.system import note

            note(self, message)
        self.timeout = None
        self.message = message
        if kind is CallRequest and len(message) == 4:
            return self._handle_call(Caller(message[1], message[2]), message[3])
        if kind is CastRequest and len(message) == 2:
            request = message[1]
            if is_invocation(request):
                result = server._invoked(self.typed(request[1]), request)
            else:
                result = server.handle_cast(request)
        elif message is _IDLE:
            result = server.handle_timeout()
        elif type(message) is Exit and self._is_of_parent(message):
            raise Ended(message.reason)
        else:
            result = server.handle_info(message)
        return result

    def _handle_call(self, caller: Caller, request: Any) -> Any:
        server = self.server
        server.caller = caller
        try:
            if is_invocation(request):
                result = server._invoked(self.typed(request[1]), request)
            else:
                result = server.handle_call(request, caller)
        except CallerError as error:
            reply_exception(caller, error.exception)
            return None
        if is_coroutine(result):
            return self._answer_later(caller, result)
        return self._answer(caller, result)

    async def _answer_later(self, caller: Caller, waiting: Any) -> Any:
        """As ``_answer``, with what a callback gives that waits."""
        try:
            result = await waiting
        except CallerError as error:
            reply_exception(caller, error.exception)
            return None
        return self._answer(caller, result)

    def _answer(self, caller: Caller, result: Any) -> Any:
        """Do with the caller what ``handle_call`` returned."""
        kind = type(result)
        if kind is Stop:
            reason, late = result.reason, result.reply
            raise Ended(reason, None if late is NO_REPLY else (caller, late))
        if kind is Continue:
            raise TypeError("handle_call returned Continue: use Reply(value, then=Continue(...))")
        if kind is Reply:
            if result.value is not NO_REPLY:
                reply(caller, result.value)
            if result.timeout is not None:
                self.set_timeout(result.timeout)
            if result.hibernate:
                self.hibernate()
            return result.then
        if result is not NO_REPLY:
            reply(caller, result)
        return None

    def typed(self, name: str) -> Any:
        """The typed method with a name; NotImplementedError when there is none."""
        method = typed_method(type(self.server), name)
        if method is None:
            raise NotImplementedError(f"{type(self.server).__qualname__} has no method {name!r}")
        return method

    async def _follow(self, result: Any) -> Any:
        """What comes after a callback that returned something."""
        if type(result) is Continue:
            result = self.server.handle_continue(result.what)
            return await result if is_coroutine(result) else result
        if type(result) is Stop:
            raise Ended(result.reason)
        raise Ended(("bad_return_value", result))

    # ---- the end ----

    async def _end(self, reason: Any, last: tuple[Caller, Any] | None) -> None:
        """Run ``terminate``, answer the last caller, end with ``reason`` (J12)."""
        await self._terminate(reason)
        if last is not None:
            reply(*last)
        if is_abnormal(reason):
            self._report(reason)
        if reason != Reason.NORMAL:
            raise ProcessExit(reason)

    async def _crash(self, error: BaseException) -> None:
        """Run ``terminate`` for an exception that escaped from a callback (J19)."""
        reason = of_exception(error)
        await self._terminate(reason)
        if type(reason) is Crashed:
            for line in self._details(reason):
                error.add_note(line)  # its report is made where it leaves the process
        elif is_abnormal(reason):
            self._report(reason)

    async def _terminate(self, reason: Any) -> None:
        """What ``terminate`` raises takes the place of the reason (J21)."""
        result = self.server.terminate(reason)
        if is_coroutine(result):
            await result

    def _details(self, reason: Any) -> list[str]:
        """The last message and the state, as ``format_status`` lets them be seen (J22, J23)."""
        status = self.status(reason)
        message = status.get("message")
        lines = [] if message is None else [f"  last message: {shown(message)}"]
        return [*lines, f"  state: {shown(status.get('state'))}"]

    def status(self, reason: Any = None) -> dict[str, Any]:
        """What ``format_status`` makes of the state, the message, the reason and the log."""
        status = {
            "state": self.server._state(),
            "message": contents(self.message),
            "reason": reason,
            "log": self.log,
        }
        try:
            formatted = self.server.format_status(dict(status))
            if not isinstance(formatted, dict):
                raise TypeError("format_status returned no dict")
        except Exception as failure:  # what it was to hide stays hidden
            return {"state": f"<format_status failed: {texts.cause(failure)}>", "reason": reason}
        return formatted

    def _report(self, reason: Any) -> None:
        text = "\n".join([f"stopped: {shown(reason)}", *self._details(reason)])
        _host.report("rebeam.crash", "stopped", type(self.server).__qualname__, text, None)


class Ended(BaseException):
    """Leaves the loop: the server is to end, with a reply for the last caller."""

    def __init__(self, reason: Any, last: tuple[Caller, Any] | None = None) -> None:
        self.reason = reason
        self.last = last


def is_invocation(request: Any) -> bool:
    """Whether a request was made by a typed method."""
    return type(request) is tuple and len(request) == 4 and request[0] is Invocation
