"""Agent: a server that holds one value, and runs functions on it (semantics K.9)."""

from __future__ import annotations

from rebeam._core.waits import dual
from rebeam.otp.calls import CALL_SECONDS, CallRequest, cast, request_reply, seconds_or_none
from rebeam.otp.gen_server import GenServer
from rebeam.otp.loop import is_coroutine
from rebeam.otp.methods import client
from rebeam.otp.results import Stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_GET, _UPDATE, _GET_AND_UPDATE = "get", "update", "get_and_update"


class Agent(GenServer):
    """Keeps a value that several processes use.

    >>> counts = await Agent.start_link(dict)
    >>> await counts.update(lambda c: c | {"a": 1})
    >>> await counts.get(lambda c: c["a"])
    1

    The functions run in the agent, one at a time; further arguments go to them after the
    value. One that raises ends the agent, and its caller gets ServerExit.
    """

    _behaviour = "Agent"

    async def init(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """The first value is what ``fn(*args)`` gives."""
        if not callable(fn):
            raise TypeError(f"an agent starts with a function that gives its value, not {fn!r}")
        value = fn(*args, **kwargs)
        self.value = await value if is_coroutine(value) else value

    @client
    def get(
        dest: Any, fn: Callable[..., Any], /, *args: Any, timeout: Any = CALL_SECONDS, **kwargs: Any
    ) -> Any:
        """What ``fn(value)`` gives: ``await agent.get(len)``."""
        return _ask(dest, _GET, fn, args, kwargs, timeout)

    @client
    def update(
        dest: Any, fn: Callable[..., Any], /, *args: Any, timeout: Any = CALL_SECONDS, **kwargs: Any
    ) -> Any:
        """Make ``fn(value)`` the value: ``await agent.update(fn)``."""
        return _ask(dest, _UPDATE, fn, args, kwargs, timeout)

    @client
    def get_and_update(
        dest: Any, fn: Callable[..., Any], /, *args: Any, timeout: Any = CALL_SECONDS, **kwargs: Any
    ) -> Any:
        """``fn(value)`` gives ``(reply, new value)``; the reply is returned.

        Anything else ends the agent with the reason ``("bad_return_value", it)``.
        """
        return _ask(dest, _GET_AND_UPDATE, fn, args, kwargs, timeout)

    @client
    def cast(dest: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        """As ``update`` without waiting; silent when there is no such agent."""
        _check(fn)
        cast(dest, (fn, args, kwargs))

    async def handle_call(self, request: Any, caller: Any) -> Any:
        """Run a function on the value."""
        word, fn, args, kwargs = request
        result = await self._run(fn, args, kwargs)
        if word == _GET:
            return result
        if word == _UPDATE:
            self.value = result
            return None
        if not (isinstance(result, tuple) and len(result) == 2):
            return Stop(("bad_return_value", result))
        reply, self.value = result
        return reply

    async def handle_cast(self, request: Any) -> None:
        """Set the value to what a function makes of it; the caller does not wait."""
        self.value = await self._run(*request)

    async def _run(self, fn: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        result = fn(self.value, *args, **kwargs)
        return await result if is_coroutine(result) else result


def _ask(dest: Any, word: str, fn: Any, args: Any, kwargs: Any, timeout: Any) -> Any:
    _check(fn)
    request = ((word, fn, args, kwargs),)
    return dual(request_reply(CallRequest, dest, request, seconds_or_none(timeout)))


def _check(fn: Any) -> None:
    if not callable(fn):
        raise TypeError(f"an agent runs a function on its value, not {fn!r}")
