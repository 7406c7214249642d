"""Whose code a frame is of."""

from __future__ import annotations

import _rebeam_host as _host


def is_ours(path: str) -> bool:
    """Whether a code object's file name is one of rebeam's own."""
    return bool(_host.is_own_file(path))
