"""``getpass``: a line that the terminal does not show while it is typed."""

from __future__ import annotations

import getpass as _library

import _rebeam_host as _host
from polyglot import gil_locked_during_interop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_without_terminal = _library.getpass


def getpass(prompt: str = "Password: ", stream: Any = None) -> str:
    """Ask for a line that is not shown, as ``getpass.getpass`` does in CPython.

    Without a terminal the line comes from ``sys.stdin``, with a GetPassWarning. Raises
    EOFError at the end of the input.
    """
    question = str(prompt)
    if stream is not None:
        stream.write(question)
        stream.flush()
        question = ""
    with gil_locked_during_interop(False):
        line = _host.read_hidden(question)
    if line is False:
        return _without_terminal("" if stream is not None else prompt, stream)
    if line is None:
        raise EOFError
    return str(line)


def install() -> None:
    """Called when ``getpass`` has been imported."""
    _library.getpass = getpass
    setattr(_library, "unix_getpass", getpass)  # noqa: B010 (typeshed lacks it)
