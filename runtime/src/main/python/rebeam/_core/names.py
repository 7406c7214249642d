"""Registered names."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import check_name, process_of
from rebeam._core.scheduling import self
from rebeam._core.sending import not_registered
from rebeam._core.types import AlreadyNamed, NameTaken, NoProcess, Pid


def register(name: str, pid: Pid | None = None) -> None:
    """Give a live process, by default the caller, a name.

    Raises NameTaken, AlreadyNamed (a process has one name) or NoProcess.
    """
    check_name(name)
    who = self() if pid is None else pid
    match _host.register(str(name), process_of(who, "register")):
        case "NAME_TAKEN":
            holder = whereis(name)
            raise NameTaken(f"name {str(name)!r} is taken" + (f" by {holder}" if holder else ""))
        case "ALREADY_NAMED":
            raise AlreadyNamed(f"{who} has a name already; unregister it first")
        case "NO_PROCESS":
            raise NoProcess(f"cannot name {who}: it is dead")


def unregister(name: str) -> None:
    """Free a name. Raises NotRegistered."""
    if not _host.unregister(check_name(name)):
        raise not_registered(name)


def whereis(name: str) -> Pid | None:
    """The holder of a name, or None."""
    process = _host.whereis(check_name(name))
    return None if process is None else Pid(process)


def registered() -> list[str]:
    """All names, sorted."""
    return [str(name) for name in _host.registered()]
