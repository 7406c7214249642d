"""Builtins: what CPython's module ``site`` adds (``exit``, ``quit`` and ``help``), and
what GraalPy 25.0.3 has not whole: ``anext``, ``except*``."""

from __future__ import annotations

import builtins

from rebeam._core.exits import exit_signal
from rebeam._core.types import Pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Leave:
    """``exit`` and ``quit``: leave, or send an exit signal as Erlang does."""

    def __repr__(self) -> str:
        return "exit() or Ctrl-D leaves; exit(pid, reason) sends an exit signal"

    def __call__(self, *args: Any) -> None:
        if len(args) == 2 and type(args[0]) is Pid:
            exit_signal(args[0], args[1])
        elif len(args) > 1:
            raise TypeError("exit() leaves; exit(pid, reason) sends an exit signal")
        else:
            raise SystemExit(args[0] if args else None)


class Help:
    """``help``: pydoc's, which is imported when it is called."""

    def __repr__(self) -> str:
        return "help(object) tells about it, help() asks what about; :help is about commands"

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        import pydoc

        pydoc.help(*args, **kwargs)


_next = builtins.anext


def anext(async_iterator: Any, /, *default: Any) -> Any:
    """Return the next item of the async iterator, to be awaited; with a default, that
    instead of StopAsyncIteration at its end."""
    if len(default) > 1:
        raise TypeError(f"anext expected at most 2 arguments, got {len(default) + 1}")
    item = _next(async_iterator)
    return _or_default(item, default[0]) if default else item


async def _or_default(item: Any, default: Any) -> Any:
    try:
        return await item
    except StopAsyncIteration:
        return default


def __except_star__(error: BaseException) -> Any:
    """Called by the code that the compiler makes for ``except*``."""
    from rebeam._host.except_star import ExceptStar

    return ExceptStar(error)


def install() -> None:
    """Called at boot."""
    leave = Leave()
    builtins.__dict__.update(
        exit=leave, quit=leave, help=Help(), anext=anext, __except_star__=__except_star__
    )
