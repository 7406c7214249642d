"""The calling process and its turn: its pid, priorities, suspensions."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import process_of
from rebeam._core.types import NoProcess, Pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PRIORITIES = ("low", "normal", "high")


def self() -> Pid:
    """The pid of the calling process. Raises RuntimeError outside a process."""
    return _host.self_pid()


def set_priority(level: str) -> str:
    """Set how the caller shares its scheduler; returns the old level (I1).

    While a ``"high"`` process can run, no other does; ``"normal"`` and ``"low"`` ones take
    turns, one low one for every eight normal ones that wait (I5). A process that the caller
    starts has ``"normal"`` (I4). Raises ValueError for another level.
    """
    return str(_host.set_priority(check_priority(level)))


def check_priority(level: Any) -> str:
    if level not in _PRIORITIES:
        raise ValueError(f"a priority is one of {', '.join(_PRIORITIES)}, not {level!r}")
    return str(level)


def suspend_process(pid: Pid) -> None:
    """Stop a process from running, for debugging; signals still reach it (I9).

    Suspensions count: each needs a ``resume_process``, and all of the caller's end with the
    caller. A process that computes goes on to its next wait. Raises ValueError for the
    caller itself, NoProcess for a dead process.
    """
    process = process_of(pid, "suspend_process")
    if pid == self():
        raise ValueError("a process cannot suspend itself")
    if not _host.suspend(process):
        raise NoProcess(f"cannot suspend {pid}: it is dead")


def resume_process(pid: Pid) -> None:
    """Take back one ``suspend_process`` of the caller (I9). Raises ValueError if there is none."""
    if not _host.resume(process_of(pid, "resume_process")):
        raise ValueError(f"{pid} is not suspended by the caller")
