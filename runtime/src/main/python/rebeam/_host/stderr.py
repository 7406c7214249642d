"""Reports of the runtime on standard error."""

from __future__ import annotations

import sys

import _rebeam_host as _host


def write(block: str) -> None:
    """Write a report to ``sys.stderr``, or to the standard error of the system if that fails."""
    text = f"** {block}\n"
    try:
        sys.stderr.write(text)
    except Exception:  # it is closed, say, or None
        _host.write_error(text)
