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
    """Link the caller and ``pid``, in both directions (C1).

    Raises NoProcess for a dead process; a caller that traps exits gets the message
    ``Exit(pid, "noproc")`` instead (C5). TypeError for anything but a pid (C4).
    """
    if not _host.link(process_of(pid, "link")):
        raise NoProcess(f"cannot link to {pid}: it is dead")


def unlink(pid: Pid) -> None:
    """Remove the link of the caller and ``pid``; no exit signal of it has an effect then (C8)."""
    _host.unlink(process_of(pid, "unlink"))


def monitor(dest: Pid | str, *, alias: bool | str = False, tag: Any = None) -> Ref:
    """Monitor a pid or a registered name: a ``Down`` with the returned reference arrives once.

    It arrives when the process ends, whatever the reason (D3), and at once with the reason
    ``"noproc"`` when there is no such process (D4). A name is looked up once (D5). With
    ``alias`` the reference is also an alias of the caller (D16). True and ``"demonitor"``:
    until the monitor ends; ``"reply_demonitor"``: until the first message received through
    it, which ends the monitor too; ``"explicit_unalias"``: until ``unalias``. With a ``tag``
    the message is ``TaggedDown(tag, ref, target, reason)`` (D15). Raises TypeError and
    ValueError.
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
    """End a monitor of the caller: no ``Down`` of it arrives afterwards (D8).

    ``flush`` removes one that is in the mailbox (D9). The result is True; with ``info`` it is
    whether the monitor was active, and False also when a ``Down`` was removed (D10, D11).
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
    """A reference that stands for the caller until ``unalias``; ``send`` takes it (F15).

    With ``reply`` the first message through it ends it as well (F16).
    """
    return Ref(_host.alias("reply" if reply else "explicit_unalias"))


def unalias(ref: Ref) -> bool:
    """End an alias of the caller; messages that come later are dropped (F17).

    Returns False when ``ref`` was no active alias of the caller.
    """
    if type(ref) is not Ref:
        raise no_ref(ref, "unalias")
    return bool(_host.unalias(ref._serial))
