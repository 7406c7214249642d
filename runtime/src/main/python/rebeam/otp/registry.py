"""Registry: processes under keys, several for each process (semantics K.10).

The entries are kept by the runtime: reading and writing them takes no message, and those
of a process that ends are gone before anyone is told of its end.
"""

from __future__ import annotations

from collections import deque

import _rebeam_host as _host
from rebeam._core.exits import trap_exit
from rebeam._core.info import process_info
from rebeam._core.links import demonitor, monitor
from rebeam._core.sending import not_registered, send
from rebeam._core.types import Down, Exit, NoProcess, NotRegistered, Pid, Ref, Via
from rebeam._core.waits import dual
from rebeam.otp import loop
from rebeam.otp.calls import Caller, CallRequest, cast, find, reply, request_reply
from rebeam.otp.errors import AlreadyRegistered
from rebeam.otp.gen_server import GenServer
from rebeam.otp.methods import client
from rebeam.otp.results import NO_REPLY
from rebeam.otp.terms import key_of, term_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

_LISTENERS, _PARENT = ("$listeners",), ("$parent",)
"""Keys of what a registry keeps about itself."""

_set = object.__setattr__


class Registry(GenServer):
    """Keeps which processes are registered under which keys.

    >>> rooms = await Registry.start_link(keys="unique", name="rooms")
    >>> Registry.register("rooms", ("chat", 7), "a value")
    >>> Registry.lookup("rooms", ("chat", 7))
    [(<0.5.0>, 'a value')]

    All but ``lock`` need no await. ``reg`` is the handle, the pid or the name. A process
    registers itself, and is linked to the registry then: both end together (K72). Keys
    are of immutable kinds and compared exactly: 1 is not 1.0. Values may be any that
    ``pickle`` takes, and are copied.
    """

    _behaviour = "Registry"

    def init(self, *, keys: str = "unique", listeners: Iterable[str] = ()) -> None:
        """``keys``: "unique", or "duplicate" for many processes under one key.

        ``listeners``: names of processes that are sent ``("register", reg, key, pid, value)``
        and ``("unregister", reg, key, pid)``; not when a process ends (K77).
        """
        if keys not in ("unique", "duplicate"):
            raise ValueError(f"keys are 'unique' or 'duplicate', not {keys!r}")
        if isinstance(listeners, str) or not all(isinstance(one, str) for one in listeners):
            raise TypeError(f"listeners is a list of names, not {listeners!r}")
        trap_exit(True)
        self.locks: dict[Any, _Lock] = {}
        _host.registry_open(keys == "unique")
        process = self.pid._process
        _host.registry_put_meta(process, _LISTENERS, tuple(listeners))
        _host.registry_put_meta(process, _PARENT, self._loop.parent)

    # ---- at the caller ----

    @client
    def register(reg: Any, key: Any, value: Any = None) -> None:
        """Register the caller under ``key``.

        Raises AlreadyRegistered, with the ``pid`` that has it, for a unique key that is
        taken; a process that is dead or ending gives way (K71).
        """
        process = _registry(reg)
        holder = _host.registry_register(process, key_of(key), term_of(value))
        if holder is not None:
            raise AlreadyRegistered(key, holder)
        if not _host.link(process):
            raise NoProcess(f"the registry {reg} has ended")
        _tell(process, "register", key, value)

    @client
    def unregister(reg: Any, key: Any) -> None:
        """Remove the caller's own entries of ``key``, if there are any."""
        process = _registry(reg)
        if not _host.registry_unregister(process, key_of(key)):
            return
        me = _host.self_pid()
        if not _host.registry_has(process) and _meta(process, _PARENT) != me:
            _host.unlink(process)
        _tell(process, "unregister", key)

    @client
    def lookup(reg: Any, key: Any) -> list[tuple[Pid, Any]]:
        """The processes under ``key`` that are alive, each with its value."""
        return list(_host.registry_lookup(_registry(reg), key_of(key)))

    @client
    def whereis(reg: Any, key: Any) -> Pid | None:
        """The process under ``key``, the first one if there are several; None for none."""
        found = _host.registry_lookup(_registry(reg), key_of(key))
        return found[0][0] if found else None

    @client
    def keys(reg: Any, pid: Any) -> list[Any]:
        """The keys that a process is registered under, as often as it is."""
        return list(_host.registry_keys(_registry(reg), find(pid)))

    @client
    def values(reg: Any, key: Any, pid: Any) -> list[Any]:
        """The values of a process under ``key``."""
        process = find(pid)
        found = _host.registry_lookup(_registry(reg), key_of(key))
        return [value for owner, value in found if owner._process is process]

    @client
    def update_value(reg: Any, key: Any, fn: Callable[[Any], Any]) -> Any:
        """Set the caller's value under a unique key to ``fn(value)``; the new one is returned.

        Raises KeyError when the caller does not have the key.
        """
        process, term, me = _registry(reg), key_of(key), _host.self_pid()
        for owner, value in _host.registry_lookup(process, term):
            if owner == me:
                value = fn(value)
                if _host.registry_update(process, term, term_of(value)):
                    return value
        raise KeyError(key)

    @client
    def dispatch(reg: Any, key: Any, fn: Callable[[list[tuple[Pid, Any]]], Any]) -> None:
        """Call ``fn(entries)`` in the caller, with what ``lookup`` gives, unless that is empty."""
        found = list(_host.registry_lookup(_registry(reg), key_of(key)))
        if found:
            fn(found)

    @client
    def select(
        reg: Any, fn: Callable[[Any, Pid, Any], bool] | None = None
    ) -> list[tuple[Any, Pid, Any]]:
        """The entries ``(key, pid, value)`` for which ``fn`` is true; all without one."""
        rows = _host.registry_entries(_registry(reg))
        return [row for row in rows if fn is None or fn(*row)]

    @client
    def count(reg: Any) -> int:
        """How many entries there are."""
        return len(_host.registry_entries(_registry(reg)))

    @client
    def meta(reg: Any, key: Any, default: Any = None) -> Any:
        """What ``put_meta`` has kept with the registry."""
        found = _host.registry_meta(_registry(reg), key_of(key))
        return default if found is None else found[0]

    @client
    def put_meta(reg: Any, key: Any, value: Any) -> None:
        """Keep a value with the registry itself."""
        _host.registry_put_meta(_registry(reg), key_of(key), term_of(value))

    @client
    def lock(reg: Any, key: Any, fn: Callable[[], Any]) -> Any:
        """Run ``fn()`` while no other holds the lock of ``key``: ``await Registry.lock(…)``.

        The lock is freed when its holder ends, too.
        """
        key_of(key)
        return dual(_locked(reg, key, fn))

    # ---- in the registry ----

    def handle_call(self, request: Any, caller: Caller) -> Any:
        """Give a lock, now or when it is free."""
        key = request[1]
        lock = self.locks.setdefault(_exact(key), _Lock())
        lock.waiting.append((caller, monitor(caller.pid)))
        if len(lock.waiting) == 1:
            reply(caller, None)
        return NO_REPLY

    def handle_cast(self, request: Any) -> None:
        """Take a lock back."""
        _, key, pid = request
        lock = self.locks.get(_exact(key))
        if lock is not None and lock.waiting[0][0].pid == pid:
            self._release(_exact(key), lock.waiting[0])

    def handle_info(self, message: Any) -> None:
        """A process that holds a lock or waits for one has ended, or one that is registered."""
        if type(message) is Down:
            for key, lock in list(self.locks.items()):
                for one in list(lock.waiting):
                    if one[1] == message.ref:
                        self._release(key, one)
        elif type(message) is not Exit:
            loop.log_unexpected(message)

    def _release(self, key: Any, one: tuple[Caller, Ref]) -> None:
        waiting = self.locks[key].waiting
        held = waiting[0] is one
        waiting.remove(one)
        demonitor(one[1], flush=True)
        if not waiting:
            del self.locks[key]
        elif held:
            reply(waiting[0][0], None)

    def _state(self) -> dict[str, Any]:
        return {"entries": _host.registry_entries(self.pid._process), "locks": len(self.locks)}


class _Lock:
    """Who holds a lock, first, and who waits for it."""

    __slots__ = ("waiting",)

    def __init__(self) -> None:
        self.waiting: deque[tuple[Caller, Ref]] = deque()


class RegistryName(Via):
    """A key of a registry, as a name for ``start_link``, ``send``, ``call``; made by ``via``."""

    __slots__ = ("registry", "key", "value")

    def __init__(self, registry: Any, key: Any, value: Any) -> None:
        self.registry = registry
        self.key = key
        self.value = value

    def __repr__(self) -> str:
        return f"via({self.registry!r}, {self.key!r})"

    def whereis(self) -> Pid | None:
        """The process under the key."""
        return Registry.whereis(self.registry, self.key)

    def register(self) -> Pid | None:
        """Register the caller under the key."""
        try:
            Registry.register(self.registry, self.key, self.value)
        except AlreadyRegistered as error:
            return error.pid
        return None


def via(reg: Any, key: Any, value: Any = None) -> RegistryName:
    """A name in a registry: ``Room.start_link(name=via("rooms", 7))``, ``send(via(…), x)``."""
    key_of(key)
    return RegistryName(reg, key, value)


def _registry(reg: Any) -> Any:
    process = find(reg)
    if process is None:
        raise not_registered(reg) if isinstance(reg, str) else NotRegistered(f"no process: {reg}")
    if not _host.registry_is(process):
        raise NoProcess(f"{reg} is no registry that runs")
    return process


def _meta(process: Any, key: Any) -> Any:
    found = _host.registry_meta(process, key)
    return None if found is None else found[0]


def _tell(process: Any, what: str, key: Any, *value: Any) -> None:
    """Tell the listeners of a registry; those that do not run are left out."""
    for listener in _meta(process, _LISTENERS) or ():
        holder = _host.whereis(listener)
        if holder is not None:
            reg = Pid(process)
            name = (process_info(reg, "registered_name") or {}).get("registered_name") or reg
            send(Pid(holder), (what, name, key, _host.self_pid(), *value))


def _exact(key: Any) -> Any:
    """A key that is equal to another only where the registry's own are: 1 is not 1.0."""
    if type(key) is tuple:
        return tuple([_exact(part) for part in key])
    return (type(key), key)


async def _locked(reg: Any, key: Any, fn: Callable[[], Any]) -> Any:
    await request_reply(CallRequest, reg, (("lock", key),), None)
    try:
        result = fn()
        return await result if loop.is_coroutine(result) else result
    finally:
        cast(reg, ("unlock", key, _host.self_pid()))
