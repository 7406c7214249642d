"""Sockets whose waits end when the process that waits ends.

A blocking socket of GraalPy waits in Java code, where neither an exit signal nor ``kill``
reaches the thread. Here its file is never blocking: an operation that would block waits in
``selecting.wait`` and is tried again. Programs see no difference:
``gettimeout()`` and ``getblocking()`` return what the program has set.

Left as they are: ``connect``, which GraalPy does in one go, and the waits of ``ssl``.

A socket that a blocking process opens is its own, and closes when the process is ended by
an exit signal, by ``kill`` or by an exception. A socket that its opener has not used
belongs to the first process that uses it; one that two processes have used, or that is
detached, belongs to none. When a process returns, its sockets stay open: its code may have
passed them on.
"""

from __future__ import annotations

import _socket
import socket as _library
import sys
import time
from _thread import get_ident
from errno import EADDRINUSE
from operator import index
from typing import Any, NoReturn

import _rebeam_host as _host
from rebeam._host.refusals import refuse_in
from rebeam._host.selecting import wait

_NATIVE = -1.0
"""The patience of a socket that waits in GraalPy's own way."""

_MISSING = {
    "recvmsg": "use recv() or recvfrom()",
    "recvmsg_into": "use recv_into() or recvfrom_into()",
    "sendmsg": "use sendall() with the parts joined, or sendto()",
}
"""Methods that are not there, and what to do instead."""

_CLOSING_SECONDS = 1.0
"""How long an address is waited for that a dead process still has."""

_owned: dict[int, set[_Socket]] = {}
"""The sockets of blocking processes, by the numbers of their threads."""


class _Socket(_library.socket):
    """``socket.socket``; its ``_patience`` is what ``gettimeout()`` gives.

    ``_owner`` is a number of a thread, 0 for none, and ``_used`` tells if that has used it.
    """

    __slots__ = ("_address", "_owner", "_patience", "_used")
    _patience: float | None
    _owner: int
    _used: bool

    def __init__(
        self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None
    ) -> None:
        self._owner = 0
        self._used = False
        self._address: Any = None
        super().__init__(family, type, proto, fileno)
        self._own()
        ssl = sys.modules.get("ssl")
        if ssl is not None and isinstance(self, ssl.SSLSocket):
            self._patience = _NATIVE
        else:
            self._patience = super().gettimeout()
            super().settimeout(0.0)

    def _own(self) -> None:
        if _host.own_sockets():
            self._owner = get_ident()
            _owned.setdefault(self._owner, set()).add(self)

    def _disown(self) -> None:
        if self._owner:
            _owned.get(self._owner, set()).discard(self)
            self._owner = 0

    def _use(self) -> None:
        if self._address is not None:
            self._bind(self._address)
        if self._owner:
            if self._owner != get_ident():
                self._disown()
                if not self._used:
                    self._own()
            self._used = True

    def detach(self) -> int:
        if self._address is not None:
            self._bind(self._address)
        self._disown()
        return super().detach()

    def _real_close(self, *args: Any) -> None:
        self._disown()
        super()._real_close(*args)  # type: ignore[misc]

    def bind(self, address: Any, /) -> None:
        if self._lacks_port(address):
            self._address = address  # a port is chosen when the socket is used
        else:
            self._take_address(_socket.socket.bind, address)

    def getsockname(self) -> Any:
        if self._address is not None:
            self._bind(self._with_port(self._address))
        return super().getsockname()

    def _bind(self, address: Any) -> None:
        self._address = None
        self._take_address(_socket.socket.bind, address)

    def listen(self, *backlog: int) -> None:
        self._take_address(_socket.socket.listen, *backlog)

    def _take_address(self, operation: Any, *args: Any) -> None:
        """Do ``operation``, which may need the address of a socket that is about to close."""
        self._use()
        until = time.monotonic() + _CLOSING_SECONDS
        while True:
            closing = _host.is_closing_sockets() and time.monotonic() < until
            try:
                return operation(self, *args)
            except OSError as error:
                if not closing or error.errno != EADDRINUSE:
                    raise
            time.sleep(0.001)

    def _lacks_port(self, address: Any) -> bool:
        return (
            self.type == _library.SOCK_STREAM
            and isinstance(address, tuple)
            and len(address) >= 2
            and address[1] == 0
        )

    def _with_port(self, address: Any) -> Any:
        """An address with a port that is free now: GraalPy chooses none before ``listen``, but
        the program asks for it."""
        probe = _socket.socket(self.family, self.type)
        try:
            probe.bind(address)
            probe.listen(1)
            return (address[0], probe.getsockname()[1], *address[2:])
        finally:
            probe.close()

    def __getattr__(self, name: str) -> NoReturn:
        text = f"{type(self).__name__!r} object has no attribute {name!r}"
        if name in _MISSING:
            text = f"{text} in GraalPy: {_MISSING[name]}"
        raise AttributeError(text, name=name, obj=self)

    def connect(self, address: Any, /) -> None:
        self._use()
        super().connect(address)

    def connect_ex(self, address: Any, /) -> int:
        self._use()
        return super().connect_ex(address)

    def gettimeout(self) -> float | None:
        return super().gettimeout() if self._patience == _NATIVE else self._patience

    def settimeout(self, value: float | None, /) -> None:
        if self._patience == _NATIVE:
            super().settimeout(value)
        else:  # the file itself stays as it is: other threads may be using it
            self._patience = None if value is None else _checked_timeout(value)

    def setblocking(self, flag: bool, /) -> None:
        self.settimeout(None if flag else 0.0)

    def getblocking(self) -> bool:
        return self.gettimeout() != 0.0

    timeout = property(gettimeout, doc="the socket timeout")  # type: ignore[assignment]

    def _attempt(self, operation: Any, writes: bool, until: float | None, *args: Any) -> Any:
        """Do ``operation`` as soon as it does not block; ``until`` is of the monotonic clock."""
        self._use()
        while True:
            try:
                return operation(self, *args)
            except BlockingIOError:
                if self._patience == 0.0 or self._patience == _NATIVE:
                    raise
            left = -1.0 if until is None else until - time.monotonic()
            if until is not None and left <= 0:
                raise TimeoutError("timed out")
            files = [self.fileno()]
            wait(left, [] if writes else files, files if writes else [])

    def _until(self) -> float | None:
        patience = self._patience
        return time.monotonic() + patience if patience is not None and patience > 0 else None

    def _accept(self) -> Any:
        return self._attempt(
            _socket.socket._accept,  # type: ignore[attr-defined]
            False,
            self._until(),
        )

    def recv(self, *args: Any) -> bytes:
        return self._attempt(_socket.socket.recv, False, self._until(), *args)

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        return self._attempt(_socket.socket.recv_into, False, self._until(), buffer, nbytes, flags)

    def recvfrom(self, *args: Any) -> Any:
        return self._attempt(_socket.socket.recvfrom, False, self._until(), *args)

    def recvfrom_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> Any:
        return self._attempt(
            _socket.socket.recvfrom_into, False, self._until(), buffer, nbytes, flags
        )

    def send(self, *args: Any) -> int:
        return self._attempt(_socket.socket.send, True, self._until(), *args)

    def sendto(self, *args: Any) -> int:
        return self._attempt(_socket.socket.sendto, True, self._until(), *args)

    def sendall(self, data: Any, *flags: Any) -> None:
        if self._patience == _NATIVE:
            return super().sendall(data, *flags)
        until = self._until()
        with memoryview(data) as view, view.cast("B") as rest:
            sent = 0
            while sent < len(rest):
                sent += self._attempt(_socket.socket.send, True, until, rest[sent:], *flags)
        return None


def _checked_timeout(value: Any) -> float:
    seconds = float(value if isinstance(value, (int, float)) else index(value))
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("Timeout value out of range")
    return seconds


def _close_sockets(keep: bool) -> None:
    """Called by the runtime on the thread of a blocking process that has ended."""
    for socket in _owned.pop(get_ident(), ()):
        socket._owner = 0
        if not keep:
            try:
                socket._closed = True  # type: ignore[attr-defined]
                socket._real_close()
            except OSError:
                pass  # it is closed all the same


def install() -> None:
    """Called when ``socket`` has been imported."""
    _host.register_callback("close_sockets", _close_sockets)
    _Socket.__name__ = _Socket.__qualname__ = "socket"
    _Socket.__module__ = "socket"
    _Socket.__doc__ = _library.socket.__doc__
    _library.socket = _Socket  # type: ignore[misc]


assert refuse_in  # called when ``socket`` has been imported
