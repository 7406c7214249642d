"""The source of what was typed, for ``inspect.getsource`` and for tracebacks.

``linecache`` is where Python looks for it; the runtime keeps it for its own tracebacks. The
module takes a while to import, and few programs need it; until then the sources wait here.
"""

from __future__ import annotations

import sys

import _rebeam_host as _host

_WHOLE_ENTRY = 4
"""The length of an entry of ``linecache.cache`` that has the text."""

_waiting: dict[str, str] = {}


def keep(file: str, first_line: int, text: str) -> None:
    """Remember what stands in ``file``, a name such as ``<cell 3>``, from a line on.

    What has been kept of the lines before it stays: a script is run in pieces.
    """
    cache = getattr(sys.modules.get("linecache"), "cache", None)
    if cache is None:
        earlier = _waiting.get(file, "").splitlines(True)
    else:
        earlier = cache[file][2] if len(cache.get(file, ())) == _WHOLE_ENTRY else []
    before = [line if line.endswith("\n") else line + "\n" for line in earlier[: first_line - 1]]
    before += ["\n"] * (first_line - 1 - len(before))
    whole = "".join(before) + text
    _host.keep_source(file, whole)
    if cache is None:
        _waiting[file] = whole
    else:
        _enter(file, whole)


def install() -> None:
    """Called when ``linecache`` has been imported."""
    for file, text in _waiting.items():
        _enter(file, text)
    _waiting.clear()


def _enter(file: str, text: str) -> None:
    import linecache

    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
