"""The end of a program: its threads, its functions of ``atexit``, its files."""

from __future__ import annotations

import atexit
import sys

import _rebeam_host as _host
from rebeam._core.failures import capture
from rebeam._host import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    F = TypeVar("F", bound=Callable[..., object])

_functions: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = []


def end() -> None:
    """Called in the main process when all others have ended. A Ctrl-C ends one wait."""
    _finish_asyncio()
    _join_threads()
    _run_functions()
    files.flush_all()


def _finish_asyncio() -> None:
    user = _host.loop_user()
    if user is not None:
        try:
            user.finish_main()
        except KeyboardInterrupt:
            pass  # the tasks are not waited for any longer
        except BaseException as error:
            _complain("while ending asyncio's tasks", error)


def _join_threads() -> None:
    threading = sys.modules.get("threading")
    if threading is None:
        return
    main = threading.main_thread()
    threading._shutdown_locks.discard(main._tstate_lock)  # the main process has ended
    try:
        threading._shutdown()
    except KeyboardInterrupt:
        pass  # the threads are not waited for any longer
    except BaseException as error:
        _complain("while waiting for threads", error)


def _run_functions() -> None:
    while _functions:
        try:
            function, args, kwargs = _functions.pop()
            try:
                function(*args, **kwargs)
            except BaseException as error:
                _complain(f"in atexit callback: {_name(function)}", error)
        except KeyboardInterrupt:
            pass  # it came between two functions


def _name(function: Any) -> str:
    return str(getattr(function, "__qualname__", None) or type(function).__qualname__)


def _complain(where: str, error: BaseException) -> None:
    files.complain(f"Exception ignored {where}\n{_host.failure_text(capture(error))}")


# ---- the module atexit ----


def register(func: F, /, *args: Any, **kwargs: Any) -> F:
    """Have ``func(*args, **kwargs)`` called at the end of the program; the last one first."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func: Any, /) -> None:
    """Take back all registrations of ``func``."""
    _functions[:] = [entry for entry in _functions if entry[0] != func]


def _clear() -> None:
    _functions.clear()


def _ncallbacks() -> int:
    return len(_functions)


def _run_exitfuncs() -> None:
    _run_functions()


def install() -> None:
    """Called at boot: GraalPy's own would run when its context is closed, which never happens."""
    for function in (register, unregister, _clear, _ncallbacks, _run_exitfuncs):
        function.__module__ = "atexit"
        setattr(atexit, function.__name__, function)
