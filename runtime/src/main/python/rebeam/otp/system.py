"""System requests: what the loop of a server does for ``introspect`` (semantics J.4)."""

from __future__ import annotations

import time

import _rebeam_host as _host
from rebeam._core import limited, texts
from rebeam._core.limited import MAX_FULL, MAX_ITEMS, MAX_NAME, MAX_RESULT
from rebeam._core.types import Pid, Ref
from rebeam.otp.calls import Caller, reply, reply_exception
from rebeam.otp.loop import Ended, Loop, contents, is_coroutine, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAX_ATTRIBUTES = 200
"""How many attributes of a state are shown."""

_MAX_ITEMS = 100_000
"""How many elements of one container are shown when all is asked for."""

_LOGGED = 10
"""How many messages a log keeps when nothing else is said (J49)."""


async def answer(loop: Loop, pid: Pid, ref: Ref, word: str, argument: Any) -> None:
    """Carry out one system request and reply to it."""
    if word == "terminate":
        raise Ended(argument)
    caller = Caller(pid, ref)
    try:
        result = _ANSWERS[word](loop, argument)
        if is_coroutine(result):
            result = await result
        reply(caller, result)
    except Exception as error:
        reply_exception(caller, error)


def note(loop: Loop, message: Any) -> None:
    """Count, log and trace a message that is about to be handled."""
    if loop.statistics is not None:
        loop.statistics["messages_in"] += 1
    if loop.log is not None:
        loop.log.append(contents(message))
        del loop.log[: -loop.log_size]
    if loop.tracing:
        print(f"*DBG* {loop.server.pid} got {shown(contents(message))}")


def _get_state(loop: Loop, argument: Any) -> Any:
    return loop.server._state()


def _replace_state(loop: Loop, function: Any) -> Any:
    state = function(loop.server._state())
    _set_state(loop, state)
    return state


def _set_state(loop: Loop, state: Any) -> None:
    if not isinstance(state, dict):
        raise TypeError(f"the state of a server is a dict of its attributes, not {shown(state)}")
    loop.server._set_state(state)


def _show_state(loop: Loop, full: bool) -> dict[str, Any]:
    state = loop.status().get("state")
    characters = MAX_FULL if full else MAX_RESULT
    if isinstance(state, dict):
        some = list(state.items())[:_MAX_ATTRIBUTES]
    else:
        some = [(None, state)]
    attributes = [
        {
            "name": None if name is None else texts.text(name, MAX_NAME),
            "repr": limited.shown(value, characters, _MAX_ITEMS if full else MAX_ITEMS)[0],
        }
        for name, value in some
    ]
    return {
        "pid": loop.server.pid,
        "server_class": type(loop.server).__qualname__,
        "suspended": loop.suspended,
        "attributes": attributes,
        "left_out": len(state) - len(some) if isinstance(state, dict) else 0,
    }


def _get_status(loop: Loop, argument: Any) -> dict[str, Any]:
    return {
        "pid": loop.server.pid,
        "module": type(loop.server).__qualname__,
        "status": "suspended" if loop.suspended else "running",
        "parent": loop.parent,
        "state": loop.status().get("state"),
        "log": loop.log,
    }


def _is_suspended(loop: Loop, argument: Any) -> bool:
    return loop.suspended


def _suspend(loop: Loop, argument: Any) -> None:
    loop.suspended = True


def _resume(loop: Loop, argument: Any) -> None:
    loop.suspended = False


def _statistics(loop: Loop, argument: Any) -> Any:
    if argument == "get":
        if loop.statistics is None:
            return "no_statistics"
        return {**loop.statistics, "current_time": time.time()}
    loop.statistics = {"start_time": time.time(), "messages_in": 0} if argument else None
    return None


def _log(loop: Loop, argument: Any) -> Any:
    if argument == "get":
        return list(loop.log or ())
    if argument is False:
        loop.log = None
        return None
    size = _LOGGED if argument is True else argument
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise ValueError(f"log takes True, False, 'get' or a number of messages, not {argument!r}")
    loop.log, loop.log_size = list(loop.log or ())[-size:], size
    return None


def _trace(loop: Loop, argument: Any) -> None:
    if not isinstance(argument, bool):
        raise TypeError(f"trace takes True or False, not {argument!r}")
    loop.tracing = argument


async def _change_code(loop: Loop, argument: Any) -> None:
    new_class, old_version = argument
    if not loop.suspended:
        raise RuntimeError("change_code needs a suspended server: introspect.suspend() it first")
    server = loop.server
    old_class = type(server)
    server.__class__ = new_class
    try:
        await server._adopt_code(old_version)
    except BaseException:
        server.__class__ = old_class
        raise
    _host.set_server_class(new_class)


_ANSWERS = {
    "get_state": _get_state,
    "replace_state": _replace_state,
    "get_status": _get_status,
    "show_state": _show_state,
    "is_suspended": _is_suspended,
    "suspend": _suspend,
    "resume": _resume,
    "statistics": _statistics,
    "log": _log,
    "trace": _trace,
    "change_code": _change_code,
}
