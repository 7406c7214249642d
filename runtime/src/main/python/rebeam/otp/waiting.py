"""Who waits for whom: for the text of a call that had no reply in time (semantics N25)."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.types import Pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST = 10
"""How many processes of a chain are told."""


def who_waits(process: Any) -> str:
    """For whom ``process`` waits in a call of its own, and so on; empty when it does not.

    Looked up when it is asked: it may have changed since the time was over.
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
