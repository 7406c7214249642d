"""Signals of the operating system: ``signal`` as in CPython, with the runtime's table behind it.

Handlers run in the main process, between two operations of its code or while it waits,
as CPython runs them in the main thread. GraalPy's own would never run: it leaves them
to a thread of its interpreter that no embedding starts.
"""

from __future__ import annotations

import _signal as _library
import posix
import sys
from _thread import allocate_lock
from errno import EINVAL
from operator import index

import _rebeam_host as _host
from rebeam._host import scheduler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_SIG_DFL, _SIG_IGN = _library.SIG_DFL, _library.SIG_IGN
_default_int_handler = _library.default_int_handler
_NAMES: dict[int, str] = {
    number: name[3:]
    for name, number in vars(_library).items()
    if name.startswith("SIG") and name[3] != "_"
}
_IGNORED_BY_PYTHON = ("PIPE", "XFSZ")
"""What a Python ignores from its start on, and a Java virtual machine too."""

_NANOS = 1_000_000_000
_MAX_SECONDS = 9 * 10**9
_handlers: dict[str, Any] = {}
"""What the program has set, by name; None is never there."""

_pausing: list[Any] = []
"""The locks that ``pause()`` waits for: one at most, or one for each handler that pauses."""

_wakeup_file = -1


# ---- what the runtime calls ----


def handle_signals() -> None:
    """Run the handlers of signals that have come, at a safepoint of the main process."""
    frame = sys._getframe().f_back
    if frame is not None and str(frame.f_globals.get("__name__")).startswith("rebeam."):
        frame = None  # at some safepoints GraalPy has the frame of an earlier call only
    run_handlers(frame)


def run_handlers(frame: Any) -> None:
    """Run the handlers of all signals that have come; ``frame`` is what they interrupt."""
    while (name := _host.take_signal()) is not None:
        name = str(name)
        number = getattr(_library, "SIG" + name)
        handler = _handlers.get(name)
        if _wakeup_file >= 0:
            _wake_up(number)
        try:
            if handler is not None and handler not in (_SIG_DFL, _SIG_IGN):
                handler(number, frame)
        finally:
            for waiting in _pausing:
                if waiting.locked():
                    waiting.release()


def _wake_up(number: int) -> None:
    try:
        posix.write(_wakeup_file, bytes((number,)))
    except OSError:
        pass  # full, or closed: CPython prints a warning


# ---- the functions of the module ----


def signal(signalnum: int, handler: Any, /) -> Any:
    """Set what a signal does: SIG_DFL, SIG_IGN or a function of a number and a frame.

    Returns what it did before. Only the main process may; ValueError elsewhere, and OSError
    for a signal that no program can handle.
    """
    name = _name(signalnum)
    _check_main("signal")
    if not callable(handler) and handler not in (_SIG_DFL, _SIG_IGN):
        raise TypeError(
            "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
        )
    before = _current(name)
    why = _host.set_disposition(name, _disposition(name, handler))
    if why is not None:
        raise OSError(EINVAL, f"SIG{name} cannot be handled: {why}")
    _handlers[name] = handler
    return before


def _disposition(name: str, handler: Any) -> str:
    if callable(handler):
        return "default" if name == "INT" and handler is _default_int_handler else "handled"
    if handler == _SIG_IGN:
        return "ignored"
    return "system" if name == "INT" else "default"


def getsignal(signalnum: int, /) -> Any:
    """What a signal does: a function, SIG_IGN, SIG_DFL, or None for one that Python cannot set."""
    return _current(_name(signalnum))


def _current(name: str) -> Any:
    kind = str(_host.disposition(name))
    if kind == "ignored":
        return _SIG_IGN
    if kind == "handled":
        return _handlers.get(name)
    if name in _handlers:
        return _handlers[name]
    if name == "INT":
        return _default_int_handler
    return _SIG_IGN if name in _IGNORED_BY_PYTHON else _SIG_DFL


def raise_signal(signalnum: int, /) -> None:
    """Send a signal to the program itself."""
    name = _name(signalnum)
    in_main = _host.is_main()
    if name == "INT" and str(_host.disposition(name)) == "default":
        if in_main:
            raise KeyboardInterrupt
        _host.interrupt_main()
        return
    why = _host.raise_signal(name)
    if why is not None:
        raise OSError(EINVAL, f"SIG{name} cannot be raised: {why}")
    if in_main:
        run_handlers(sys._getframe().f_back)


def pause() -> None:
    """Wait until a handler has run. Only the main process may."""
    _check_main("pause")
    waiting = allocate_lock()
    waiting.acquire()
    _pausing.append(waiting)
    try:
        waiting.acquire()
    finally:
        _pausing.remove(waiting)


def alarm(seconds: int, /) -> int:
    """Have SIGALRM raised after so many seconds, 0 for never; what was left of the old alarm."""
    left, _ = _host.set_alarm(_nanos(index(seconds)), 0)
    return -(-int(left) // _NANOS)


def setitimer(which: int, seconds: float, interval: float = 0.0, /) -> tuple[float, float]:
    """Have SIGALRM raised after so many seconds, and every ``interval`` then; the old timer."""
    _check_timer(which)
    left, every = _host.set_alarm(_nanos(seconds), _nanos(interval))
    return (int(left) / _NANOS, int(every) / _NANOS)


def getitimer(which: int, /) -> tuple[float, float]:
    """What is left of the timer, and its interval."""
    _check_timer(which)
    left, every = _host.set_alarm(-1, 0)
    return (int(left) / _NANOS, int(every) / _NANOS)


def siginterrupt(signalnum: int, flag: bool, /) -> None:
    """No effect: a call of the system that a signal interrupts goes on, as in every Python."""
    _name(signalnum)


def set_wakeup_fd(fd: int, /, *, warn_on_full_buffer: bool = True) -> int:
    """Have the number of each signal that is handled written to a file; the old file or -1.

    Raises OSError for a file that is not open. Pipes may block, since GraalPy cannot change that.
    """
    global _wakeup_file
    _check_main("set_wakeup_fd")
    new = index(fd)
    if new != -1:
        posix.fstat(new)
    old, _wakeup_file = _wakeup_file, new
    return old


def strsignal(signalnum: int, /) -> str | None:
    """The name of a signal; CPython has the system's text for it."""
    number = _checked(signalnum)
    return "SIG" + _NAMES[number] if number in _NAMES else None


def _nanos(seconds: float) -> int:
    if isinstance(seconds, float) and seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise OSError(EINVAL, "Invalid argument")  # ItimerError is OSError
    return int(min(seconds, _MAX_SECONDS) * _NANOS)


def _check_timer(which: int) -> None:
    if which != _library.ITIMER_REAL:
        raise OSError(EINVAL, "only ITIMER_REAL is there: the others count the whole program's CPU")


def _check_main(what: str) -> None:
    if not _host.is_main():
        raise ValueError(f"{what} only works in the main process: handlers of signals run there")


def _checked(signalnum: int) -> int:
    number = index(signalnum)
    if not 1 <= number < _library.NSIG:
        raise ValueError("signal number out of range")
    return number


def _name(signalnum: int) -> str:
    number = _checked(signalnum)
    if number not in _NAMES:
        raise OSError(EINVAL, f"signal {number} has no name that the Java virtual machine has too")
    return _NAMES[number]


_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    signal,
    getsignal,
    raise_signal,
    pause,
    alarm,
    setitimer,
    getitimer,
    siginterrupt,
    set_wakeup_fd,
    strsignal,
)


def install() -> None:
    """Called when ``signal`` has been imported; its own functions call those of ``_signal``."""
    _host.register_callback("handle_signals", handle_signals)
    scheduler.handle_signals_with(run_handlers)
    module = sys.modules.get("signal")
    for function in _FUNCTIONS:
        name = function.__name__
        function.__module__ = "signal"
        setattr(_library, name, function)
        if module is not None and name not in ("signal", "getsignal"):
            setattr(module, name, function)
    if module is not None:
        module.ItimerError = OSError  # type: ignore[attr-defined]
