"""Files that are written to and never closed: what they hold is written at the end.

CPython writes it as soon as the last reference is gone. GraalPy drops it with the file,
so a few files are kept here until they are closed.
"""

from __future__ import annotations

import _io
import builtins
import posix
import sys

import _rebeam_host as _host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAX_KEPT = 64
"""How many files are kept though the program may have dropped them; each has a descriptor."""

_kept: list[Any] = []
_others: list[Any] = []
"""Weak references to files that were once kept."""

_TYPE_BITS, _REGULAR = 0o170000, 0o100000


def _opened(file: Any) -> None:
    """Called by ``open`` for each file that is written to."""
    if len(_kept) >= _MAX_KEPT:
        _kept[:] = [kept for kept in _kept if not _is_closed(kept)]
        if len(_kept) >= _MAX_KEPT:
            _let_go(_kept.pop(0))
    _kept.append(file)


def _let_go(file: Any) -> None:
    from weakref import ref

    try:
        if not _is_closed(file) and _is_regular(file):
            file.flush()
        _others[:] = [other for other in _others if other() is not None]
        _others.append(ref(file))
    except (OSError, ValueError):
        pass  # raised again when the program itself writes to it


def _is_closed(file: Any) -> bool:
    try:
        return bool(file.closed)
    except ValueError:
        return True  # its buffer has been detached


def _is_regular(file: Any) -> bool:
    """Whether writing to it cannot wait for a reader."""
    return posix.fstat(file.fileno()).st_mode & _TYPE_BITS == _REGULAR


def flush_all() -> None:
    """Write out what open files hold, and then the standard streams."""
    files = [*_kept, *(file for other in _others if (file := other()) is not None)]
    _kept.clear()
    for file in files:
        _flush(file)
    _flush(sys.stdout)
    _flush(sys.stderr)


def _flush(file: Any) -> None:
    try:
        if file is not None and not _is_closed(file):
            file.flush()
    except Exception as error:
        complain(f"{file!r} could not be written out: {error}")


def complain(text: str) -> None:
    """Write a line to standard error, if there is one."""
    try:
        sys.stderr.write(f"{text}\n")
    except Exception:
        pass  # closed, None, or an object of the program


def install() -> None:
    """Called at boot."""
    _host.register_callback("file_opened", _opened)
    opened = _host.wrap_open(builtins.open)
    builtins.open = opened
    _io.open = opened
    io = sys.modules.get("io")
    if io is not None:
        io.open = opened  # type: ignore[attr-defined]
