"""Exit signals: sending, trapping, and the messages that they become."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import process_of
from rebeam._core.copying import copy_to_show
from rebeam._core.reasons import encode
from rebeam._core.types import Down, Exit, Pid, Ref, TaggedDown, TimerFired

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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


def make_exit(sender: Any, reason: Any) -> Exit:
    """Called by the runtime, which has one reason for all who get it."""
    return Exit(None if sender is None else Pid(sender), copy_to_show(reason))


def make_down(ref: int, target: Any, name: str | None, reason: Any, tag: Any) -> Down | TaggedDown:
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
