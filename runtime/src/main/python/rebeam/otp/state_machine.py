"""GenStateMachine: a server whose callbacks depend on its state (OTP's ``gen_statem``)."""

from __future__ import annotations

from collections import deque

from rebeam._core.arguments import to_seconds
from rebeam._core.records import Record
from rebeam._core.timers import cancel_timer, start_timer
from rebeam._core.types import Ref, TimerFired
from rebeam.otp import loop
from rebeam.otp.calls import Caller, reply, reply_exception
from rebeam.otp.errors import CallerError, StartError
from rebeam.otp.gen_server import GenServer
from rebeam.otp.methods import CallMethod
from rebeam.otp.results import IGNORE, NO_REPLY, Continue, Reply, Stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_STATE_TIMEOUT, _EVENT_TIMEOUT = "state_timeout", "event_timeout"
_set = object.__setattr__


class Event(Record):
    """What a state machine handles: ``case Event("call", "push", caller)``.

    ``kind``: "call", "cast", "info" (any other message), "internal" (of ``next_event``),
    "state_timeout", "event_timeout", or ``("timeout", name)``. ``caller``: of a call.
    """

    __slots__ = __match_args__ = ("kind", "content", "caller")
    kind: Any
    content: Any
    caller: Caller | None

    def __init__(self, kind: Any, content: Any, caller: Caller | None = None) -> None:
        _set(self, "kind", kind)
        _set(self, "content", content)
        _set(self, "caller", caller)


class NextState(Record):
    """Returned by a state function: the state from now on, and a ``reply`` to the event's call.

    ``timeout``: as ``set_state_timeout(timeout)``. The same state again changes nothing:
    timeouts go on, and what was postponed stays so.
    """

    __slots__ = __match_args__ = ("state", "reply", "timeout")
    state: Any
    reply: Any
    timeout: Any

    def __init__(self, state: Any, *, reply: Any = NO_REPLY, timeout: Any = None) -> None:
        _set(self, "state", state)
        _set(self, "reply", reply)
        _set(self, "timeout", timeout)


class RepeatState(Record):
    """Returned by a state function: enter the same state once more, so that ``state_enter`` runs.

    Nothing else changes: timeouts go on, and what was postponed stays so. ``reply`` and
    ``timeout`` are as in ``NextState``.
    """

    __slots__ = __match_args__ = ("reply", "timeout")
    reply: Any
    timeout: Any

    def __init__(self, *, reply: Any = NO_REPLY, timeout: Any = None) -> None:
        _set(self, "reply", reply)
        _set(self, "timeout", timeout)


class GenStateMachine(GenServer):
    """A server that is in one state at a time.

    >>> class Switch(GenStateMachine):
    ...     def init(self):
    ...         return "off"
    ...     def off(self, event):
    ...         match event:
    ...             case Event("call", "flip"):
    ...                 return NextState("on", reply="is on")
    ...     def on(self, event):
    ...         match event:
    ...             case Event("call", "flip"):
    ...                 return NextState("off", reply="is off")

    ``init`` returns the first state. Events go to the method that is named as the state, or
    all to ``handle_event(event, state)`` if the class defines that; states may be any
    values then. Data are attributes. A state function returns None, ``NextState(state)``,
    ``RepeatState()``, ``Reply(value)`` to answer a call, or ``Stop(reason)``;
    ``reply(event.caller, value)`` answers at any time. ``@call`` and ``@cast``
    methods may return the same.
    """

    _behaviour = "GenStateMachine"

    state: Any
    """The state it is in."""

    _machine: Machine

    def init(self, *args: Any, **kwargs: Any) -> Any:
        """Set the data up and return the first state; or ``NextState``, IGNORE, ``Stop``."""
        raise NotImplementedError(f"{type(self).__qualname__} has no init, which gives the state")

    def handle_event(self, event: Event, state: Any) -> Any:
        """Handle any event. By default the method that is named as the state does."""
        function = getattr(self, state, None) if isinstance(state, str) else None
        if function is None:
            raise NotImplementedError(
                f"{type(self).__qualname__} has no method for the state {loop.shown(state)}"
            )
        return function(event)

    def state_enter(self, old_state: Any, state: Any) -> Any:
        """Called after each change of the state, and for the first one and a repeated one,
        where both are equal.

        It may set timeouts and add events; it does not change the state.
        """

    # ---- for state functions ----

    def postpone(self) -> None:
        """Handle the event once more after the next change of the state."""
        self._machine.is_postponed = True

    def next_event(self, content: Any) -> None:
        """Handle ``Event("internal", content)`` next, before what has been received."""
        self._machine.added.append(Event("internal", content))

    def set_state_timeout(self, seconds: Any, content: Any = None) -> None:
        """Handle ``Event("state_timeout", content)`` in ``seconds``, unless the state changes.

        None cancels it.
        """
        self._machine.set_timeout(_STATE_TIMEOUT, seconds, content)

    def set_event_timeout(self, seconds: Any, content: Any = None) -> None:
        """Handle ``Event("event_timeout", content)`` if no event comes within ``seconds``."""
        self._machine.set_timeout(_EVENT_TIMEOUT, seconds, content)

    def set_named_timeout(self, name: Any, seconds: Any, content: Any = None) -> None:
        """Handle ``Event(("timeout", name), content)`` in ``seconds``, whatever happens.

        A name has one timeout at a time; None cancels it.
        """
        self._machine.set_timeout(("timeout", name), seconds, content)

    # ---- inside ----

    async def _initialize(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self._machine = Machine(self)
        result = self.init(*args, **kwargs)
        if loop.is_coroutine(result):
            result = await result
        if result is IGNORE or type(result) is Stop:
            return result
        if result is None:
            raise StartError(("bad_return_value", None))
        first = result if type(result) is NextState else NextState(result)
        return Continue(first)

    async def handle_continue(self, what: NextState) -> None:
        """Enter the first state."""
        self.state = what.state
        await self._machine.begin(what)

    async def handle_call(self, request: Any, caller: Caller) -> Any:
        """Make an event of a call."""
        await self._machine.feed(Event("call", request, caller))
        return NO_REPLY

    async def handle_cast(self, request: Any) -> None:
        """Make an event of a cast."""
        await self._machine.feed(Event("cast", request))

    async def handle_info(self, message: Any) -> None:
        """Make an event of another message; a timeout that has been cancelled is none."""
        if type(message) is TimerFired and self._machine.knows(message.ref):
            event = self._machine.fired(message.ref)
            if event is not None:
                await self._machine.feed(event)
        else:
            await self._machine.feed(Event("info", message))

    async def _invoked(self, method: Any, request: Any) -> Any:
        is_call = type(method) is CallMethod
        caller = self.caller if is_call else None
        await self._machine.feed(Event("call" if is_call else "cast", request, caller))
        return NO_REPLY if is_call else None

    def _state(self) -> dict[str, Any]:
        return {k: v for k, v in super()._state().items() if k != "_machine"}


class Machine:
    """The events of a state machine and its timeouts. Used by the server's process alone."""

    __slots__ = ("server", "queue", "postponed", "added", "is_postponed", "timers", "stale")

    def __init__(self, server: GenStateMachine) -> None:
        self.server = server
        self.queue: deque[Event] = deque()
        """What is handled before the next message."""
        self.postponed: list[Event] = []
        self.added: list[Event] = []
        """Of the state function that runs: what ``next_event`` was given."""
        self.is_postponed = False
        self.timers: dict[Any, tuple[Ref, Any]] = {}
        """By their kind: the timers that run, and what their events hold."""
        self.stale: set[Ref] = set()
        """Timers that had fired when they were cancelled: their messages are in the mailbox."""

    async def begin(self, first: NextState) -> None:
        await self._enter(first.state, first)
        self._take_added()
        await self._drain()

    async def feed(self, event: Event) -> None:
        """Handle an event, and all that follows from it."""
        if event.kind != _EVENT_TIMEOUT:
            self.set_timeout(_EVENT_TIMEOUT, None, None)
        self.queue.append(event)
        await self._drain()

    async def _drain(self) -> None:
        while self.queue:
            await self._handle(self.queue.popleft())

    async def _handle(self, event: Event) -> None:
        server, old = self.server, self.server.state
        self.is_postponed = False
        try:
            result = self._run(event)
            if loop.is_coroutine(result):
                result = await result
        except CallerError as error:
            if event.caller is None:
                raise
            reply_exception(event.caller, error.exception)
            result = None
        if self.is_postponed:
            self.postponed.append(event)
        await self._follow(event, result)
        if server.state != old:
            self.queue.extendleft(reversed(self.postponed))
            self.postponed.clear()
        self._take_added()

    def _run(self, event: Event) -> Any:
        server, content = self.server, event.content
        if loop.is_invocation(content):
            function = server._loop.typed(content[1]).function
            result = function(server, *content[2], **(content[3] or {}))
            return _answering(result) if event.caller is not None else result
        return server.handle_event(event, server.state)

    async def _follow(self, event: Event, result: Any) -> None:
        caller = event.caller
        kind = type(result)
        if result is None:
            return
        if kind is Stop:
            late = result.reply
            raise loop.Ended(
                result.reason, None if late is NO_REPLY or caller is None else (caller, late)
            )
        if kind is NextState or kind is RepeatState:
            if result.reply is not NO_REPLY and caller is not None:
                reply(caller, result.reply)
            if kind is NextState and result.state != self.server.state:
                old, self.server.state = self.server.state, result.state
                await self._enter(old, result)
                return
            if result.timeout is not None:
                self.set_timeout(_STATE_TIMEOUT, result.timeout, None)
            if kind is RepeatState:
                await self._run_enter(self.server.state, self.server.state)
        elif kind is Reply:
            if caller is not None and result.value is not NO_REPLY:
                reply(caller, result.value)
        else:
            raise loop.Ended(("bad_return_value", result))

    async def _enter(self, old: Any, change: NextState) -> None:
        """The state has changed: end its timeout, and let ``state_enter`` run."""
        self.set_timeout(_STATE_TIMEOUT, change.timeout, None)
        await self._run_enter(old, change.state)

    async def _run_enter(self, old: Any, state: Any) -> None:
        result = self.server.state_enter(old, state)
        if loop.is_coroutine(result):
            await result

    def _take_added(self) -> None:
        self.queue.extendleft(reversed(self.added))
        self.added.clear()

    # ---- timeouts ----

    def set_timeout(self, kind: Any, seconds: Any, content: Any) -> None:
        """Start a timeout in the place of the one of its kind; None only ends that one."""
        running = self.timers.pop(kind, None)
        if running is not None and cancel_timer(running[0]) is None:
            self.stale.add(running[0])
        for event in [one for one in self.queue if one.kind == kind]:
            self.queue.remove(event)
        if seconds is None:
            return
        delay = to_seconds(seconds)
        if delay == 0:
            self.queue.append(Event(kind, content))
        else:
            self.timers[kind] = (start_timer(delay, self.server.pid, kind), content)

    def knows(self, ref: Ref) -> bool:
        """Whether a timer that has fired is one of these."""
        return ref in self.stale or any(timer[0] == ref for timer in self.timers.values())

    def fired(self, ref: Ref) -> Event | None:
        """The event of a timer, None when it has been cancelled."""
        if ref in self.stale:
            self.stale.remove(ref)
            return None
        for kind, (timer, content) in self.timers.items():
            if timer == ref:
                del self.timers[kind]
                return Event(kind, content)
        return None


def _answering(result: Any) -> Any:
    """What a ``@call`` method has returned, with a plain value as the reply."""
    if loop.is_coroutine(result):
        return _answering_later(result)
    if result is NO_REPLY:
        return None
    return result if type(result) in (NextState, RepeatState, Reply, Stop) else Reply(result)


async def _answering_later(waiting: Any) -> Any:
    return _answering(await waiting)
