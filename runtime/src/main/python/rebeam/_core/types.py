"""The values of rebeam: pids, references, messages of the runtime, reasons, exceptions."""

from __future__ import annotations

from enum import StrEnum

import _rebeam_host as _host
from rebeam._core.limited import MAX_MESSAGE, shown
from rebeam._core.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_set = object.__setattr__

MOST = 2**63 - 1
"""The largest number that the runtime takes, and the last serial it could give out."""


class Pid:
    """The identifier of a process: unique, comparable, hashable, never reused.

    Prints as ``<0.42.0>``; the shell accepts what it prints. Made by ``spawn``,
    ``self`` and ``pid``, never by calling the class.
    """

    __slots__ = ("_process",)
    __match_args__ = ()

    def __init__(self, process: Any) -> None:
        if not _host.is_process(process):
            raise TypeError(f"a Pid is made by spawn(), self() or pid(text), not from {process!r}")
        self._process = process

    def __repr__(self) -> str:
        return f"<0.{_host.serial(self._process)}.0>"

    def __eq__(self, other: object) -> bool:
        if type(other) is not Pid:
            return NotImplemented
        mine, theirs = self._process, other._process
        return mine is theirs or _host.serial(mine) == _host.serial(theirs)

    def __lt__(self, other: Pid) -> bool:
        if type(other) is not Pid:
            return NotImplemented
        return _host.serial(self._process) < _host.serial(other._process)

    def __hash__(self) -> int:
        return hash(_host.serial(self._process))

    def __copy__(self) -> Pid:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Pid:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (pid, (repr(self),))


class Ref:
    """A reference: a unique value that names a monitor, a timer or an alias.

    Prints as ``#Ref<0.7>``. An alias can be sent to like a pid.
    """

    __slots__ = ("_serial",)
    __match_args__ = ()

    def __init__(self, serial: int) -> None:
        if type(serial) is not int:
            raise TypeError(f"a Ref has a number, not {serial!r}")
        if serial < 1 or serial > MOST:
            raise ValueError(f"there never was a reference {serial}")
        self._serial = serial

    def __repr__(self) -> str:
        return f"#Ref<0.{self._serial}>"

    def __eq__(self, other: object) -> bool:
        if type(other) is not Ref:
            return NotImplemented
        return self._serial == other._serial

    def __hash__(self) -> int:
        return hash(self._serial)

    def __copy__(self) -> Ref:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Ref:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (Ref, (self._serial,))


class Server:
    """The handle of a server: what ``Counter.start_link()`` returns.

    Taken wherever a pid is; equal to another handle of the same process. A subclass for
    each server class has the methods marked with ``@call`` and ``@cast``. Unchangeable.
    """

    __slots__ = ("pid",)
    __match_args__ = ("pid",)

    pid: Pid
    """The pid of the server's process."""

    def __init__(self, pid: Pid) -> None:
        if type(pid) is not Pid:
            raise TypeError(f"a server's handle is made of a pid, not {pid!r}")
        _set(self, "pid", pid)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"cannot assign to {name!r} of a server's handle")

    def __eq__(self, other: object) -> bool:
        return self.pid == other.pid if isinstance(other, Server) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.pid)

    def __copy__(self) -> Server:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Server:
        return self


class Via:
    """A name that is kept elsewhere than among the node's own, as in a registry.

    Taken where a server is started, called or sent to. Subclasses give both methods.
    """

    __slots__ = ()

    def whereis(self) -> Pid | None:
        """The process that has the name, or None."""
        raise NotImplementedError

    def register(self) -> Pid | None:
        """Give the name to the calling process: None, or the pid of the process that has it."""
        raise NotImplementedError


def pid(text: str | int) -> Pid:
    """The pid that ``text`` prints: ``"<0.42.0>"``, ``"0.42.0"`` or ``42``.

    The process may be dead. Raises ValueError for a pid that was never given out.
    """
    serial = _serial_of(text)
    if serial < 1 or serial > MOST or not _host.was_spawned(serial):
        raise ValueError(f"there never was a process {text}")
    return Pid(_host.process_of_serial(serial))


def _serial_of(text: str | int) -> int:
    if isinstance(text, int) and not isinstance(text, bool):
        return int(text)
    if not isinstance(text, str):
        raise TypeError(f"a pid is given as text or number, not {type(text).__name__}")
    inner = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    parts = inner.split(".")
    if len(parts) == 3 and parts[0] == "0" and parts[2] == "0" and parts[1].isdecimal():
        return int(parts[1])
    if inner.isdecimal():
        return int(inner)
    raise ValueError(f"not a pid: {text!r}; a pid looks like <0.42.0>")


class Reason(StrEnum):
    """The exit reasons the runtime itself uses. Each equals its plain string."""

    NORMAL = "normal"
    KILL = "kill"
    KILLED = "killed"
    SHUTDOWN = "shutdown"
    NOPROC = "noproc"
    NOCONNECTION = "noconnection"
    TIMEOUT = "timeout"


class Shutdown(Record):
    """An orderly exit with a detail: not reported as a crash (OTP's ``{shutdown, T}``)."""

    __slots__ = __match_args__ = ("detail",)
    detail: Any

    def __init__(self, detail: Any) -> None:
        _set(self, "detail", detail)


class Crashed(Record):
    """The reason of a process whose code raised. Text only: it keeps no frames alive.

    Two are equal when type and message are.
    """

    __match_args__ = ("exc_type", "message", "traceback")
    __slots__ = ("exc_type", "message", "captured")
    exc_type: str
    message: str

    def __init__(self, exc_type: str, message: str, traceback: str = "") -> None:
        _set(self, "exc_type", exc_type)
        _set(self, "message", message)
        _set(self, "captured", traceback)

    @property
    def traceback(self) -> str:
        """The whole traceback, made when it is read."""
        captured: Any = self.captured
        if type(captured) is not tuple:
            return captured  # type: ignore[no-any-return]
        return str(_host.failure_traceback(captured))

    def __setstate__(self, state: list[Any]) -> None:
        for name, value in zip(self.__slots__, state):
            _set(self, name, value)

    def __eq__(self, other: object) -> bool:
        if type(other) is not Crashed:
            return NotImplemented
        return (self.exc_type, self.message) == (other.exc_type, other.message)

    def __hash__(self) -> int:
        return hash((self.exc_type, self.message))

    def __repr__(self) -> str:
        return f"Crashed({self.exc_type!r}, {shown(self.message, MAX_MESSAGE)[0]})"


class Exit(Record):
    """An exit signal as a message, to a process that traps exits."""

    __slots__ = __match_args__ = ("sender", "reason")
    sender: Pid | None
    reason: Any

    def __init__(self, sender: Pid | None, reason: Any) -> None:
        _set(self, "sender", sender)
        _set(self, "reason", reason)


class Down(Record):
    """The end of a monitored process. ``target`` is a pid, or the name it was monitored by."""

    __slots__ = __match_args__ = ("ref", "target", "reason", "kind")
    ref: Ref
    target: Pid | str | None
    reason: Any
    kind: str

    def __init__(
        self, ref: Ref, target: Pid | str | None, reason: Any, kind: str = "process"
    ) -> None:
        _set(self, "ref", ref)
        _set(self, "target", target)
        _set(self, "reason", reason)
        _set(self, "kind", kind)


class TaggedDown(Record):
    """The end of a process monitored with a ``tag``; no ``Down`` pattern takes it."""

    __slots__ = __match_args__ = ("tag", "ref", "target", "reason")
    tag: Any
    ref: Ref
    target: Pid | str | None
    reason: Any

    def __init__(self, tag: Any, ref: Ref, target: Pid | str | None, reason: Any) -> None:
        _set(self, "tag", tag)
        _set(self, "ref", ref)
        _set(self, "target", target)
        _set(self, "reason", reason)


class TimerFired(Record):
    """The message of an expired ``start_timer``."""

    __slots__ = __match_args__ = ("ref", "message")
    ref: Ref
    message: Any

    def __init__(self, ref: Ref, message: Any) -> None:
        _set(self, "ref", ref)
        _set(self, "message", message)


class ProcessExit(BaseException):
    """Ends the process that raises it, with ``reason`` (OTP's ``exit/1``).

    Exit signals from other processes arrive as this exception too, so that ``finally``
    and ``async with`` run; catching such a one does not save the process. Not an
    ``Exception``, so that ``except Exception`` lets it pass.
    """

    def __init__(self, reason: Any = Reason.NORMAL) -> None:
        super().__init__(reason)
        self.reason = reason


class RebeamError(Exception):
    """The family of rebeam's own errors."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (type(self), self.args, self.__dict__)


class NoProcess(RebeamError, LookupError):
    """A pid denotes no live process, and the operation needs one."""

    reason = Reason.NOPROC


class NotRegistered(RebeamError, LookupError):
    """A name is not registered."""


class NameTaken(RebeamError, ValueError):
    """A name is registered already."""


class AlreadyNamed(RebeamError, ValueError):
    """A process has a name already."""


class ReceiveTimeout(RebeamError, TimeoutError):
    """No matching message arrived in time."""


class SystemLimit(RebeamError):
    """A limit of the node is reached: processes, or threads of blocking processes."""


class CallError(RebeamError):
    """A call failed. ``reason`` is why, ``dest`` the server that was called."""

    def __init__(self, reason: Any, dest: Any, detail: str = "") -> None:
        super().__init__(f"call to {dest!r} failed: {reason}{detail}")
        self.reason = reason
        self.dest = dest


class CallTimeout(CallError, TimeoutError):
    """No reply came in time; the server may still work on the request.

    The text names the process that the server itself waits for, if any: ``…; <0.5.0> waits
    for <0.4.0>, which made this call``.
    """


class CallNoProcess(CallError, LookupError):
    """There is no such server."""


class CallSelf(CallError, RuntimeError):
    """A process called itself."""


class ServerExit(CallError):
    """The server ended during the call."""


def _remade(kind: type[RebeamError], args: tuple[Any, ...], state: dict[str, Any]) -> RebeamError:
    """A copy of an error. Its arguments are its text alone, not those of its class."""
    error = kind.__new__(kind, *args)
    error.args = args  # OSError leaves that to its __init__
    error.__dict__.update(state)
    return error


def is_abnormal(reason: Any) -> bool:
    """Whether a reason is neither ``normal``, ``shutdown`` nor a ``Shutdown``."""
    return reason not in (Reason.NORMAL, Reason.SHUTDOWN) and not isinstance(reason, Shutdown)
