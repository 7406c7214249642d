"""Chains of processes that wait for each other, for the text of a call without reply (N25)."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.types import Pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST = 10
"""How many processes of a chain are named."""


def who_waits(process: Any) -> str:
    """A text about the processes that ``process`` waits for in calls, each for the next one.

    Empty when it waits for none. The state is that of now, and may have changed since the
    call's time was over.
    """
    caller = _host.self_pid()._process
    text, seen = "", []
    while process is not None and len(seen) < _MOST:
        seen.append(process)
        awaited = _awaited(process)
        if awaited is None:
            return text
        text += f"; {_name(process)} waits for " if not text else ", which waits for "
        text += _name(awaited)
        if awaited is caller:
            return text + ", which made this call"
        if awaited in seen:
            return text + ", and so on"
        process = awaited
    return text


def _awaited(process: Any) -> Any:
    """Who owes a process a reply that it waits for in its code, not between two callbacks."""
    awaited = _host.asked(process)
    if awaited is None or not _host.process_item(process, "current_location"):
        return None
    return awaited


def _name(process: Any) -> str:
    name = _host.process_item(process, "registered_name")
    return f"{Pid(process)} {name}" if name else str(Pid(process))
