"""Writing what the runtime has to report of its own accord."""

from __future__ import annotations

import sys

import _rebeam_host as _host


def write(block: str) -> None:
    """Write a report to ``sys.stderr``, or where that was at first if it cannot be written."""
    text = f"** {block}\n"
    try:
        sys.stderr.write(text)
    except Exception:  # it is closed, say, or None
        _host.write_error(text)
