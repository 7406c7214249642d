"""``os._exit`` and ``os.kill`` of the program itself, which GraalPy has for its launcher only."""

from __future__ import annotations

import posix
import sys
from operator import index

import _rebeam_host as _host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

def _exit(status: int) -> NoReturn:
    """End the program at once, without anything that an end brings with it."""
    code = index(status) & 0xFF
    while True:
        _host.exit_now(code)


def kill(pid: int, signal: int) -> None:
    """Send a signal to a program of the system, this one too."""
    pid, signal = index(pid), index(signal)
    if pid == posix.getpid() and signal != 0:
        import signal as library

        library.raise_signal(signal)
    elif error := int(_host.kill_program(pid, signal)):
        raise OSError(error, posix.strerror(error))


def install() -> None:
    """Called at boot."""
    os = sys.modules.get("os")
    for function in (_exit, kill):
        function.__module__ = "posix"
        setattr(posix, function.__name__, function)
        if os is not None:
            setattr(os, function.__name__, function)
