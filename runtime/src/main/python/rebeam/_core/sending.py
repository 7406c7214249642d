"""Sending: to pids, registered names, aliases, servers and names kept elsewhere."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.copying import copied, copy_message
from rebeam._core.types import NotRegistered, Pid, Ref, Server, Via

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def send(dest: Pid | str | Ref, msg: Any) -> Any:
    """Send a copy of ``msg`` to a pid, a registered name, an alias or a server; return ``msg``.

    Never waits (B15). Messages of one sender to one receiver arrive in the order in which
    they were sent (B3). A message to a dead process or an ended alias is dropped (B8). Any
    thread may call it. Raises NotRegistered for an unknown name (B9), TypeError for a
    message that cannot be copied (B14) and for a ``dest`` that cannot be sent to.
    """
    if type(dest) is Pid:
        if not _host.send(dest._process, msg):
            _host.send_copy(dest._process, copied(msg, "message"))
    elif isinstance(dest, str):
        process = _host.whereis(str(dest))
        if process is None:
            raise not_registered(dest)
        _host.send_copy(process, copy_message(msg))
    elif type(dest) is Ref:
        _host.send_alias(dest._serial, copy_message(msg))
    elif isinstance(dest, Server):
        send(dest.pid, msg)
    elif isinstance(dest, Via):
        holder = dest.whereis()
        if holder is None:
            raise NotRegistered(f"no process is registered as {dest}")
        send(holder, msg)
    else:
        raise TypeError(f"cannot send to {dest!r}: give a pid, a name or an alias")
    return msg


def not_registered(name: str) -> NotRegistered:
    """The error for a name that no process has, with the most similar one that is registered."""
    hint = _host.did_you_mean(str(name), _host.registered())
    return NotRegistered(f"no process is registered as {str(name)!r}{hint}")
