"""The source of what was typed, for tracebacks and ``inspect.getsource``.

``linecache`` is where Python looks for it. The module takes a while to import, and is
needed only when something is to be shown; until then the sources wait here.
"""

from __future__ import annotations

import sys

_waiting: dict[str, str] = {}


def keep(file: str, text: str) -> None:
    """Remember what stands in ``file``, a name such as ``<cell 3>``."""
    if "linecache" in sys.modules:
        _enter(file, text)
    else:
        _waiting[file] = text


def install() -> None:
    """Called when ``linecache`` has been imported."""
    for file, text in _waiting.items():
        _enter(file, text)
    _waiting.clear()


def _enter(file: str, text: str) -> None:
    import linecache

    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
