"""Tracing: what processes send, receive, spawn, link, and how they end."""

from __future__ import annotations

import sys
import types

import _rebeam_host as _host
from rebeam._core import texts
from rebeam._core.arguments import process_of, to_seconds
from rebeam._core.receiving import receive
from rebeam._core.sending import not_registered
from rebeam._core.types import NoProcess, Pid, SystemLimit
from rebeam._core.waits import SUSPENDED, dual

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def trace(
    target: Pid | str,
    events: str | tuple[str, ...] | list[str] = ("send", "receive"),
    *,
    n: int = 100,
    time: Any = 30,
    rate: int = 50,
    match: Callable[[Any], Any] | None = None,
) -> Any:
    """Watch what processes do, and return it as a list of dicts when the trace has ended.

    ``target``: a pid, a registered name (whoever holds it), a label (all that have it), or
    ``"all"``. ``events``: some of send, receive, spawn, exit, link, register. It ends after
    ``n`` events, after ``time`` (seconds or a timedelta), or when the one process it is
    about has ended; more than ``rate`` events a second are dropped. ``match`` is called
    with each message by a process of its own; messages for which it is false or raises are
    left out. Awaited in an ``async def`` process; blocks in a blocking one.

    Keys: ``event`` (``"send"``, …), ``at`` (seconds since the epoch), ``pid``, ``name``
    (registered, or None), ``peer`` (receiver, sender, child, linked process; a pid or
    None), ``peer_name``, ``text`` (the message as Python shows it, the exit reason, the
    child's function, the name), ``waited`` (seconds that a received message was in the
    mailbox, or None).

    Raises NoProcess, NotRegistered, TypeError and ValueError for wrong arguments,
    SystemLimit when too many traces run.
    """
    process, word = _target(target)
    kinds = _kinds(events)
    max_count, max_rate, max_seconds = _host.trace_limits()
    for name, value, limit in (("n", n, max_count), ("rate", rate, max_rate)):
        if type(value) is not int:
            raise TypeError(f"{name} is a number of events, not {value!r}")
        if not 1 <= value <= limit:
            raise ValueError(f"{name} must be from 1 to {limit}, not {value}")
    seconds = to_seconds(time)
    if not 0 < seconds <= max_seconds:
        raise ValueError(f"time must be above 0 and at most a day, not {time!r}")
    if match is not None and not callable(match):
        raise TypeError(f"match is a function of the message, not {match!r}")
    waiting = _trace(process, word, kinds, n, int(seconds * 1e9), rate, match)
    return dual(waiting)


def _target(target: Any) -> tuple[Any, str]:
    if type(target) is Pid:
        process = process_of(target, "trace")
        if not _host.is_alive(process):
            raise NoProcess(f"cannot trace {target}: it is dead")
        return (process, "")
    if not isinstance(target, str):
        raise TypeError(f"trace takes a pid, a name, a label or 'all', not {target!r}")
    word = str(target)
    if word != "all" and _host.whereis(word) is None and not _has_label(word):
        raise not_registered(word)
    return (None, word)


def _has_label(word: str) -> bool:
    return any(_host.process_item(p, "label_text") == word for p in _host.processes())


def _kinds(events: Any) -> str:
    words = events.replace(" ", "").split(",") if isinstance(events, str) else list(events)
    for word in words:
        if not _host.is_trace_word(word):
            known = ", ".join(_host.trace_words())
            raise ValueError(f"unknown event {word!r}; there are {known}")
    if not words:
        raise ValueError("trace needs at least one event")
    return ",".join(words)


@types.coroutine
def _trace(process, word, kinds, n, nanos, rate, match):  # type: ignore[no-untyped-def]
    evaluation = None if match is None else _evaluate(match)
    handle = _host.trace_start(process, word, kinds, n, nanos, rate, evaluation)
    if isinstance(handle, str):
        if evaluation is not None:
            evaluation.close()
        raise SystemLimit(handle)
    wait = None
    try:
        wait = _host.begin_wait(False, -1)
        _host.trace_await(handle, wait)
        while not _host.wait_is_over(wait):
            yield SUSPENDED
    finally:
        if wait is not None:
            _host.end_wait(wait)
        _host.trace_stop(handle)
    return _host.trace_events(handle)


async def _evaluate(predicate: Callable[[Any], Any]) -> None:
    """The body of the process that evaluates a predicate; it receives captures."""
    while True:
        capture = await receive()
        try:
            verdict = bool(predicate(_host.trace_message(capture)))
        except Exception as error:
            _host.trace_verdict(capture, False, texts.cause(error))
        else:
            _host.trace_verdict(capture, verdict, "")


def predicate_of(expression: str) -> Any:
    """Called by the runtime: the coroutine that evaluates an expression over ``msg``.

    It sees the names of the session. A str instead says what is wrong with it.
    """
    text = str(expression).strip()
    try:
        compile(text, "<match>", "eval")
        names = sys.modules["__main__"].__dict__
        predicate = eval(f"lambda msg: (\n{text}\n)", names)
    except (SyntaxError, ValueError) as error:
        why = error.msg if isinstance(error, SyntaxError) else str(error)
        return f"{text!r} is not a Python expression: {why}"
    return _evaluate(predicate)
