"""Whose code a frame is of."""

from __future__ import annotations

_LIBRARY = (__file__.rpartition("/_core/")[0] + "/", "<frozen rebeam.", "<frozen rebeam>")
"""How file names of our code begin: the build compiles it under names without a path."""

# GraalPy drops the file name where types.coroutine was applied.
_NO_FILES = ("", "<boot>", "<rebeam>", "<frozen importlib._bootstrap>")


def is_ours(path: str) -> bool:
    """Whether a code object's file name is one of rebeam's own."""
    return path.startswith(_LIBRARY) or path in _NO_FILES
