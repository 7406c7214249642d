"""``os._exit``, ``os.kill`` and ``os.killpg``, as the system has them."""

from __future__ import annotations

import posix
import sys
from errno import EINVAL
from operator import index

import _rebeam_host as _host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def _exit(status: int) -> NoReturn:
    """End the program at once: no ``atexit`` functions, no flushing of files, no ``finally``."""
    code = index(status) & 0xFF
    while True:
        _host.exit_now(code)


def kill(pid: int, signal: int) -> None:
    """Send a signal to a program of the system, this one too."""
    pid, signal = index(pid), index(signal)
    if pid == posix.getpid() and signal != 0:
        import signal as library

        library.raise_signal(signal)
    else:
        _kill(pid, signal)


def killpg(pgid: int, signal: int, /) -> None:
    """Send a signal to all programs of a process group."""
    pgid = index(pgid)
    if pgid <= 1:
        raise OSError(EINVAL, posix.strerror(EINVAL))
    _kill(-pgid, index(signal))


def _kill(pid: int, signal: int) -> None:
    if error := int(_host.kill_program(pid, signal)):
        raise OSError(error, posix.strerror(error))


def install() -> None:
    """Called at boot."""
    os = sys.modules.get("os")
    for function in (_exit, kill, killpg):
        function.__module__ = "posix"
        setattr(posix, function.__name__, function)
        if os is not None:
            setattr(os, function.__name__, function)
