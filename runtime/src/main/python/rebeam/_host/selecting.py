"""``select.select``, waiting where a process can still be reached.

GraalPy's own waits where exit signals and ``kill`` do not get to the thread, nor what
else asks all threads for a moment, as the first import of a native extension does.
"""

from __future__ import annotations

import select as _library
from posix import strerror

import _rebeam_host as _host
from polyglot import gil_locked_during_interop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_native = _library.select
_MOST_FILES = 2**31 - 1


def install() -> None:
    """Called at boot."""
    select.__module__ = "select"
    _library.select = staticmethod(select)  # a function would bind where classes keep it


def select(
    rlist: Sequence[Any],
    wlist: Sequence[Any],
    xlist: Sequence[Any],
    timeout: float | None = None,
    /,
) -> tuple[list[Any], list[Any], list[Any]]:
    """Wait until a file is ready; see the standard library's ``select.select``."""
    seconds = -1.0 if timeout is None else min(float(timeout), 9e9)
    if timeout is not None and seconds <= 0:
        return _native(rlist, wlist, xlist, timeout)
    readers, writers = list(rlist), list(wlist)
    ready = wait(seconds, [_number(f) for f in readers], [_number(f) for f in writers])
    if ready is None:
        return _native(rlist, wlist, xlist, 0)
    count = len(readers)
    return (
        [readers[i] for i in ready if i < count],
        [writers[i - count] for i in ready if i >= count],
        [],
    )


def wait(seconds: float, readers: list[int], writers: list[int]) -> list[int] | None:
    """The indexes of the files that are ready, readers counted first; empty after the time.

    None when one of them is of a kind that cannot be waited for. Raises OSError.
    """
    with gil_locked_during_interop(False):
        ready = _host.select(seconds, len(readers), *readers, *writers)
    if ready is None:
        return None
    if isinstance(ready, int):
        raise OSError(ready, strerror(ready))
    return [int(index) for index in ready]


def _number(file: Any) -> int:
    number = file if isinstance(file, int) else file.fileno()
    if number < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({number})")
    if number > _MOST_FILES:
        raise OverflowError(f"a file descriptor is no larger than {_MOST_FILES}, not {number}")
    return number
