"""Child specifications: what a supervisor starts, and how it treats it (semantics K.1)."""

from __future__ import annotations

from rebeam._core.arguments import to_seconds
from rebeam._core.records import Record
from rebeam.otp.errors import SupervisorError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RESTARTS = ("permanent", "transient", "temporary")
TYPES = ("worker", "supervisor")
BRUTAL_KILL = "brutal_kill"
SHUTDOWN_SECONDS = 5.0
"""How long a worker may take for its shutdown when nothing else is said (K3)."""

_UNSET = object()
_set = object.__setattr__


class Child(Record):
    """What a supervisor starts: ``Child(Counter, 5, id="counter", restart="transient")``.

    ``start``: a server class, a supervisor class, or a function to spawn; further
    arguments go to it, the same at each restart (K26). ``id``: by default the name of the
    class or function. ``restart``: "permanent" (always; the default, but for a Task), "transient"
    (after an abnormal end), "temporary" (never). ``shutdown``: the seconds it may take to end,
    None for ever (so for supervisors), or "brutal_kill". ``significant``: see ``auto_shutdown``.
    Raises ValueError and TypeError for what cannot be.
    """

    __slots__ = __match_args__ = (
        "start", "args", "kwargs", "id", "restart", "shutdown", "type", "significant",
    )  # fmt: skip

    def __init__(
        self,
        start: Any,
        /,
        *args: Any,
        id: Any = None,
        restart: str | None = None,
        shutdown: Any = _UNSET,
        type: str | None = None,
        significant: bool = False,
        **kwargs: Any,
    ) -> None:
        if not (callable(start) or hasattr(start, "start_link")):
            raise TypeError(f"a child is started by a class or a function, not {start!r}")
        kind = type if type is not None else ("supervisor" if _is_supervisor(start) else "worker")
        if kind not in TYPES:
            raise ValueError(f"type is one of {', '.join(TYPES)}, not {kind!r}")
        if restart is None:
            restart = getattr(start, "_default_restart", "permanent")
        if restart not in RESTARTS:
            raise ValueError(f"restart is one of {', '.join(RESTARTS)}, not {restart!r}")
        if not isinstance(significant, bool):
            raise TypeError(f"significant takes True or False, not {significant!r}")
        if shutdown is _UNSET:
            shutdown = None if kind == "supervisor" else SHUTDOWN_SECONDS
        elif shutdown is not None and shutdown != BRUTAL_KILL:
            shutdown = to_seconds(shutdown)
        try:
            hash(id)
        except TypeError:
            raise TypeError(f"the id of a child is hashable, not {id!r}") from None
        _set(self, "start", start)
        _set(self, "args", args)
        _set(self, "kwargs", kwargs)
        _set(self, "id", id if id is not None else getattr(start, "__qualname__", repr(start)))
        _set(self, "restart", restart)
        _set(self, "shutdown", shutdown)
        _set(self, "type", kind)
        _set(self, "significant", significant)


def child_of(spec: Any) -> Child:
    """A child specification of what stands for one: a class, ``(class, argument, …)``."""
    if type(spec) is Child:
        return spec
    if isinstance(spec, tuple) and spec and callable(spec[0]):
        return Child(*spec)
    if callable(spec):
        return Child(spec)
    raise SupervisorError(
        ("invalid_child_spec", spec),
        f"a child is a Child, a class, a function or (class, argument, …), not {spec!r}",
    )


def _is_supervisor(start: Any) -> bool:
    return isinstance(start, type) and getattr(start, "_is_supervisor", False)


class ChildInfo(Record):
    """One child in the result of ``which_children``; ``pid`` is None, "restarting" or a pid."""

    __slots__ = __match_args__ = ("id", "pid", "type")
    id: Any
    pid: Any
    type: str

    def __init__(self, id: Any, pid: Any, type: str) -> None:
        _set(self, "id", id)
        _set(self, "pid", pid)
        _set(self, "type", type)

    def __getitem__(self, name: str) -> Any:
        return _field(self, name)

    def keys(self) -> tuple[str, ...]:
        """The names of the fields, so that a record reads like a dict."""
        return self.__match_args__


class ChildCounts(Record):
    """The result of ``count_children`` (K46)."""

    __slots__ = __match_args__ = ("specs", "active", "supervisors", "workers")
    specs: int
    active: int
    supervisors: int
    workers: int

    def __init__(self, specs: int, active: int, supervisors: int, workers: int) -> None:
        _set(self, "specs", specs)
        _set(self, "active", active)
        _set(self, "supervisors", supervisors)
        _set(self, "workers", workers)

    def __getitem__(self, name: str) -> Any:
        return _field(self, name)

    def keys(self) -> tuple[str, ...]:
        """The names of the fields, so that a record reads like a dict."""
        return self.__match_args__


def _field(record: Record, name: str) -> Any:
    if name not in record.__match_args__:
        raise KeyError(name)
    return getattr(record, name)
