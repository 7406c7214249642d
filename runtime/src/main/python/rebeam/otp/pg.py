"""Named groups of processes (OTP's ``pg``, semantics K.12).

A process may be in many groups, and in one several times; when it ends, it leaves all.
Groups are in scopes, which are separate worlds; most programs need one. Nothing here waits.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.receiving import NOTHING
from rebeam._core.types import Pid, Ref
from rebeam.otp.calls import find
from rebeam.otp.terms import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCOPE = "pg"
"""The scope when none is said."""


def join(group: Any, pid: Any = None, *, scope: Any = SCOPE) -> None:
    """Add a process, or each of a list, to a group; the caller when none is given.

    A dead one leaves again at once. A group is any key: see ``Registry``.
    """
    name, key = key_of(scope), key_of(group)
    for process in _processes(pid):
        _host.group_join(name, key, process)


def leave(group: Any, pid: Any = None, *, scope: Any = SCOPE) -> bool:
    """Take a process, or each of a list, out of a group, once; False when none was in it."""
    name, key = key_of(scope), key_of(group)
    left = [_host.group_leave(name, key, process) for process in _processes(pid)]
    return any(left)


def get_members(group: Any, *, scope: Any = SCOPE) -> list[Pid]:
    """The members of a group, each as often as it has joined."""
    return list(_host.group_members(key_of(scope), key_of(group)))


get_local_members = get_members
"""As ``get_members``: this node is alone."""


def which_groups(*, scope: Any = SCOPE) -> list[Any]:
    """The groups that have members."""
    return list(_host.group_names(key_of(scope)))


def monitor(group: Any, *, scope: Any = SCOPE) -> tuple[Ref, list[Pid]]:
    """Have joins and leaves sent as messages: the reference of the messages, and the members now.

    Each message is ``(ref, "join" or "leave", group, pids)``; there is no gap between the
    members that are returned and the messages (K83).
    """
    serial = _host.new_ref()
    [(_, members)] = _host.group_watch(key_of(scope), serial, key_of((group,)))
    return Ref(serial), list(members)


def monitor_scope(*, scope: Any = SCOPE) -> tuple[Ref, dict[Any, list[Pid]]]:
    """As ``monitor``, of all groups: the reference, and the members by group."""
    serial = _host.new_ref()
    now = _host.group_watch(key_of(scope), serial, None)
    return Ref(serial), {group: list(members) for group, members in now}


def demonitor(ref: Ref, *, scope: Any = SCOPE) -> bool:
    """End ``monitor`` or ``monitor_scope``; its messages are removed. False for no such one."""
    ended = bool(_host.group_unwatch(key_of(scope), ref._serial))
    _host.rewind(ref._serial)
    while (message := _host.scan()) is not NOTHING:
        if type(message) is tuple and len(message) == 4 and message[0] == ref:
            _host.take_scanned()
            _host.rewind(ref._serial)
    return ended


def _processes(pid: Any) -> list[Any]:
    if pid is None:
        return [_host.self_pid()._process]
    return [_process(one) for one in (pid if isinstance(pid, (list, tuple)) else [pid])]


def _process(pid: Any) -> Any:
    if isinstance(pid, str):
        raise TypeError(f"a member of a group is a pid, not {pid!r}")
    return find(pid)


def _make_event(serial: int, is_join: bool, group: Any, pids: Any) -> tuple[Any, ...]:
    """Called by the runtime."""
    return (Ref(serial), "join" if is_join else "leave", group, list(pids))


_host.register_callback("make_group_event", _make_event)
