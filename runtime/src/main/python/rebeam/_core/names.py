"""Registered names."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import check_name, process_of
from rebeam._core.scheduling import self
from rebeam._core.sending import not_registered
from rebeam._core.types import AlreadyNamed, NameTaken, NoProcess, Pid


def register(name: str, pid: Pid | None = None) -> None:
    """Give a live process, by default the caller, a name (E1).

    Raises NameTaken when another process has the name, AlreadyNamed when the process has
    one, NoProcess for a dead process (E2); TypeError and ValueError for what cannot be a
    name. Any thread may call it with a ``pid``.
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
    """Free a name, whichever process has it. Raises NotRegistered if none has (E4)."""
    if not _host.unregister(check_name(name)):
        raise not_registered(name)


def whereis(name: str) -> Pid | None:
    """The pid of the process with this name, or None (E6). Any thread may call it."""
    process = _host.whereis(check_name(name))
    return None if process is None else Pid(process)


def registered() -> list[str]:
    """All registered names, sorted (E6). Any thread may call it."""
    return [str(name) for name in _host.registered()]
