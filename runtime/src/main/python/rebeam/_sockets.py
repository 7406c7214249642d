"""Sockets whose waits end when the process that waits ends.

A blocking socket of GraalPy waits inside the machine, where neither an exit signal nor
``kill`` gets to the thread. Here its file is never blocking: an operation that would
block waits in ``_select.wait`` and is tried again. Programs see no difference:
``gettimeout()`` and its kin tell what the program has set.

Left as they are: ``connect``, which GraalPy does in one go, and sockets of ``ssl``.
"""

from __future__ import annotations

import _socket
import socket as _library
import sys
import time
from operator import index
from typing import Any

from rebeam._select import wait

_NATIVE = -1.0
"""The patience of a socket that waits in GraalPy's own way."""


class _Socket(_library.socket):
    """``socket.socket``; its ``_patience`` is what ``gettimeout()`` gives."""

    __slots__ = ("_patience",)
    _patience: float | None

    def __init__(
        self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None
    ) -> None:
        super().__init__(family, type, proto, fileno)
        ssl = sys.modules.get("ssl")
        if ssl is not None and isinstance(self, ssl.SSLSocket):
            self._patience = _NATIVE
        else:
            self._patience = super().gettimeout()
            super().settimeout(0.0)

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
        return self._attempt(_socket.socket._accept, False, self._until())

    def recv(self, *args: Any) -> bytes:
        return self._attempt(_socket.socket.recv, False, self._until(), *args)

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        return self._attempt(
            _socket.socket.recv_into, False, self._until(), buffer, nbytes, flags
        )

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


def _checked_timeout(value: Any) -> float:
    seconds = float(value if isinstance(value, (int, float)) else index(value))
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("Timeout value out of range")
    return seconds


def install() -> None:
    """Called when ``socket`` has been imported."""
    _Socket.__name__ = _Socket.__qualname__ = "socket"
    _Socket.__module__ = "socket"
    _Socket.__doc__ = _library.socket.__doc__
    _library.socket = _Socket  # type: ignore[misc]
