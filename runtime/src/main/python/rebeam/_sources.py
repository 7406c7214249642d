"""The source of what was typed, for ``inspect.getsource`` and for tracebacks.

``linecache`` is where Python looks for it; the runtime keeps it for its own tracebacks. The
module takes a while to import, and few programs need it; until then the sources wait here.
"""

from __future__ import annotations

import sys

import _rebeam_host as _host

_waiting: dict[str, str] = {}


def keep(file: str, text: str) -> None:
    """Remember what stands in ``file``, a name such as ``<cell 3>``."""
    _host.keep_source(file, text)
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
