"""Links, monitors and aliases: what ties the calling process to others."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import no_ref, process_of
from rebeam._core.copying import copy_message
from rebeam._core.receiving import NOTHING
from rebeam._core.types import Down, NoProcess, Pid, Ref, TaggedDown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ALIAS_MODES = ("explicit_unalias", "demonitor", "reply_demonitor")


def link(pid: Pid) -> None:
    """Link the caller and ``pid``. Raises NoProcess for a dead one, unless exits are trapped."""
    if not _host.link(process_of(pid, "link")):
        raise NoProcess(f"cannot link to {pid}: it is dead")


def unlink(pid: Pid) -> None:
    """Remove the link; no exit signal of it has an effect afterwards."""
    _host.unlink(process_of(pid, "unlink"))


def monitor(dest: Pid | str, *, alias: bool | str = False, tag: Any = None) -> Ref:
    """Watch a pid or a registered name: a ``Down`` arrives when it ends, or at once.

    With ``alias`` the reference is also an alias of the caller. True and ``"demonitor"``:
    until the monitor ends; ``"reply_demonitor"``: the first message received through it
    ends the monitor too; ``"explicit_unalias"``: until ``unalias``. With a ``tag`` the
    message is ``TaggedDown(tag, ref, target, reason)``.
    """
    if type(dest) is Pid and tag is None and alias is False:
        return Ref(_host.monitor(dest._process, None, None, None))
    mode = "demonitor" if alias is True else None if alias is False else alias
    if mode is not None and mode not in _ALIAS_MODES:
        raise ValueError(f"alias is True, False or one of {', '.join(_ALIAS_MODES)}, not {alias!r}")
    tag = copy_message(tag)
    if isinstance(dest, str):
        return Ref(_host.monitor(_host.whereis(str(dest)), str(dest), mode, tag))
    return Ref(_host.monitor(process_of(dest, "monitor"), None, mode, tag))


def demonitor(ref: Ref, *, flush: bool = False, info: bool = False) -> bool:
    """End a monitor: no ``Down`` of it arrives afterwards.

    ``flush`` removes one that has arrived. With ``info`` the result tells whether the
    monitor was still active and nothing had to be flushed; else it is True.
    """
    if type(ref) is not Ref:
        raise no_ref(ref, "demonitor")
    active = _host.demonitor(ref._serial)
    if flush and not active:
        _take_down(ref)
    return active if info else True


def _take_down(ref: Ref) -> None:
    _host.rewind(ref._serial)
    while (message := _host.scan()) is not NOTHING:
        if type(message) in (Down, TaggedDown) and message.ref == ref:
            _host.take_scanned()
            return


def alias(*, reply: bool = False) -> Ref:
    """A reference that denotes the caller, until ``unalias``. Send to it as to a pid.

    With ``reply`` the first message received through it ends it as well.
    """
    return Ref(_host.alias("reply" if reply else "explicit_unalias"))


def unalias(ref: Ref) -> bool:
    """End an alias; False when it was none of the caller's. Later messages are dropped."""
    if type(ref) is not Ref:
        raise no_ref(ref, "unalias")
    return bool(_host.unalias(ref._serial))
