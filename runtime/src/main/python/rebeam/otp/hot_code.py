"""Hot code: a module is imported again, and servers that run move to its classes (J24, J47)."""

from __future__ import annotations

import importlib
import sys
import types

import _rebeam_host as _host
from rebeam._core import texts
from rebeam._core.sending import send
from rebeam._core.types import CallError, CallSelf, CallTimeout, Pid, Ref
from rebeam.otp.calls import SystemRequest, request_reply
from rebeam.otp.gen_server import GenServer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class NotReloadable(ValueError):
    """There is no such module, or it cannot be imported again."""


class _Old:
    """A server whose class is not the one that its module has now."""

    __slots__ = ("pid", "old_class", "new_class", "outcome", "detail")

    def __init__(self, pid: Pid, old_class: type) -> None:
        self.pid = pid
        self.old_class = old_class
        self.new_class: type | None = None
        self.outcome = "old"
        self.detail: str | None = None

    def failed(self, why: str) -> None:
        self.outcome, self.detail = "failed", why

    def row(self) -> dict[str, Any]:
        name = _host.process_item(self.pid._process, "registered_name")
        return {
            "pid": self.pid,
            "registered_name": name,
            "server_class": self.old_class.__qualname__,
            "outcome": self.outcome,
            "detail": self.detail,
        }


async def reload(name: str, change: bool, seconds: float | None) -> dict[str, Any]:
    """What ``introspect.reload`` does."""
    module = _module(name)
    before = dict(vars(module))
    try:
        importlib.reload(module)
    except BaseException:
        _restore(module, before)
        raise
    _note_replaced(module, before)
    servers = _old_servers(module)
    if change:
        await _move([one for one in servers if one.new_class is not None], seconds)
    return {
        "module": name,
        "file": getattr(module, "__file__", None),
        "servers": [one.row() for one in servers],
    }


def _module(name: str) -> types.ModuleType:
    if not isinstance(name, str):
        raise TypeError(f"reload takes the name of a module, not {name!r}")
    if name.partition(".")[0] in ("rebeam", "_rebeam_host"):
        raise NotReloadable(f"{name!r} is a part of rebeam, which is reloaded by a new start alone")
    if name == "__main__":
        raise NotReloadable("'__main__' is the program itself: servers to be changed need a module")
    module = sys.modules.get(name)
    if module is None:
        loaded = sys.modules.copy()  # other threads may be importing
        hint = _host.did_you_mean(name, tuple(loaded))
        raise NotReloadable(f"no module {name!r} has been imported{hint}")
    return module


def _restore(module: types.ModuleType, before: dict[str, Any]) -> None:
    namespace = vars(module)
    for added in [name for name in namespace if name not in before]:
        del namespace[added]
    namespace.update(before)


def _note_replaced(module: types.ModuleType, before: dict[str, Any]) -> None:
    """Have what starts an old class or function start the new one, a supervisor say."""
    for name, old in before.items():
        new: Any = vars(module).get(name)
        kind = type(new)
        if new is old or getattr(old, "__module__", None) != module.__name__:
            continue
        both_functions = kind is types.FunctionType and type(old) is types.FunctionType
        if both_functions or (_is_server(old) and _is_server(new)):
            old._replaced_by = new  # type: ignore[union-attr]


def _is_server(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, GenServer)


def _old_servers(module: types.ModuleType) -> list[_Old]:
    found = []
    for process in _host.processes():
        old_class = _host.server_class(process)
        if old_class is None:
            continue
        changed = next((one for one in old_class.__mro__ if _is_old(one, module)), None)
        if changed is None:
            continue
        server = _Old(Pid(process), old_class)
        if changed is not old_class:
            server.detail = (
                f"based on {changed.__qualname__} of {module.__name__}: "
                f"reload {old_class.__module__} too"
            )
        else:
            server.new_class = _now(old_class, module)
            if server.new_class is None:
                server.detail = f"{module.__name__} has no {old_class.__qualname__} any more"
        found.append(server)
    return found


def _is_old(kind: type, module: types.ModuleType) -> bool:
    return kind.__module__ == module.__name__ and _now(kind, module) is not kind


def _now(kind: type, module: types.ModuleType) -> type | None:
    """The class of the module that has the name of an old one; None when there is none."""
    value: Any = module
    for part in kind.__qualname__.split("."):
        value = getattr(value, part, None)
    return value if _is_server(value) else None


# ---- servers that move over ----


async def _move(servers: list[_Old], seconds: float | None) -> None:
    """Suspend them all, change them, and let them go on, whatever happens meanwhile."""
    suspended: list[_Old] = []
    ready: list[_Old] = []
    try:
        for server in servers:
            try:
                if not await _ask(server, "is_suspended", None, seconds):
                    suspended.append(server)  # before: a late answer suspends it too
                    await _ask(server, "suspend", None, seconds)
                ready.append(server)
            except Exception as error:
                server.failed(_why(error, seconds))
        for server in ready:
            version = getattr(server.old_class, "vsn", None)
            try:
                await _ask(server, "change_code", (server.new_class, version), seconds)
                server.outcome = "changed"
            except Exception as error:
                server.failed(_why(error, seconds))
    finally:
        for server in suspended:
            send(
                server.pid, (SystemRequest, _host.self_pid(), Ref(_host.new_ref()), "resume", None)
            )


async def _ask(server: _Old, word: str, argument: Any, seconds: float | None) -> Any:
    return await request_reply(SystemRequest, server.pid, (word, argument), seconds)


def _why(error: Exception, seconds: float | None) -> str:
    if isinstance(error, CallTimeout):
        return f"it has not answered within {seconds:g} s"
    if isinstance(error, CallSelf):
        return "it reloads the module itself"
    if isinstance(error, CallError):
        return "it has ended"
    return texts.cause(error)
