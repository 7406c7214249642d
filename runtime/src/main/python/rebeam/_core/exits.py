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
    """Send an exit signal, as OTP's ``exit/2``; returns at once, for the dead too (C13).

    The table under C18 says what it does. A ``"kill"`` cannot be trapped. A signal to the
    caller itself has acted when the call returns (C15). Raises TypeError for anything but a
    pid, and for a reason that cannot be copied.
    """
    process = process_of(pid, "exit_signal")
    kind, term, text = encode(reason)
    _host.exit_signal(process, kind, term, text)


def kill(pid: Pid) -> None:
    """``exit_signal(pid, "kill")``: no code of the process runs any more (C20)."""
    _host.exit_signal(process_of(pid, "kill"), *encode("kill"))


def trap_exit(on: bool) -> bool:
    """Set whether exit signals become ``Exit`` messages; returns the old value (I1).

    It counts when a signal is acted on (I2). Raises TypeError for anything but a bool.
    """
    if not isinstance(on, bool):
        raise TypeError(f"trap_exit takes True or False, not {on!r}")
    return bool(_host.trap_exit(on))


def make_exit(sender: Any, reason: Any) -> Exit:
    """Make the message of an exit signal. Called by the runtime, with the sender's own reason."""
    return Exit(None if sender is None else Pid(sender), copy_to_show(reason))


def make_down(ref: int, target: Any, name: str | None, reason: Any, tag: Any) -> Down | TaggedDown:
    """Make the message of a monitor. Called by the runtime, with the sender's own reason."""
    reason = copy_to_show(reason)
    seen: Any = name if name is not None else None if target is None else Pid(target)
    if tag is not None:
        return TaggedDown(tag, Ref(ref), seen, reason)
    return Down(Ref(ref), seen, reason)


def make_timer_fired(ref: int, message: Any) -> TimerFired:
    """Make the message of ``start_timer``. Called by the runtime."""
    return TimerFired(Ref(ref), message)


def make_tick(message: Any) -> Any:
    """Make one message of ``send_interval``. Called by the runtime, with one for all ticks."""
    return copy_to_show(message)
