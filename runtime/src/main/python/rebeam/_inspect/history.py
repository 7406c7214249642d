"""What has happened on the node: processes that have ended, crash reports."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import process_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._core.types import Pid


def dead(pid: Pid | None = None, *, limit: int | None = None) -> Any:
    """The last 1,000 processes that have ended, the latest last: a list of dicts.

    With ``pid`` the dict of that process, or None when it is alive or not kept any more;
    with ``limit`` the latest of them.
    Keys: ``pid``, ``name`` (registered), ``label``, ``initial_call``, ``parent``,
    ``reason`` (its text), ``abnormal``, ``origin`` (``"itself"``; ``"link"``, a linked
    process; ``"signal"``, an exit signal of a process; ``"outside"``, one of no process;
    ``"runtime"``, a full mailbox), ``origin_pid``, ``lifetime`` and ``ago`` in seconds,
    ``message_queue_len`` (lost messages). Raises TypeError when ``pid`` is no pid.
    """
    ends = _host.ended_processes()
    if pid is None:
        return _latest(ends, limit)
    process_of(pid, "dead")
    return next((end for end in ends if end["pid"] == pid), None)


def crash_log(*, limit: int | None = None) -> list[dict[str, Any]]:
    """Crash reports and warnings, one dict a cause, the one seen last at the end.

    Crashes with the same type of exception at the same place are one cause; the last 200
    causes are kept, and ``limit`` gives the latest of them. Keys: ``number`` (of
    ``:log N``), ``logger``, ``type``, ``place``,
    ``count``, ``first`` and ``last`` (seconds ago), ``pid`` (of the last report),
    ``headline`` and ``report`` (of the last one).
    """
    return _latest(_host.logged_causes(), limit)


def _latest(rows: list[dict[str, Any]], limit: int | None) -> list[dict[str, Any]]:
    if limit is None:
        return rows
    if type(limit) is not int:
        raise TypeError(f"limit is a number, not {limit!r}")
    if limit < 0:
        raise ValueError(f"limit cannot be negative: {limit}")
    return rows[max(0, len(rows) - limit) :]
