"""``from rebeam import *`` without the import of all modules of the library.

A star import reads ``__all__`` of the module it imports from, in the frame of the code that
imports. ``rebeam`` makes that list for this frame: its own names, and those of
``later_names`` that the text of the importing module has. The importing module gets a
``__getattr__``, with which another module finds the remaining names there, and a star import
of that one too.

Code whose text cannot be read, or that may come to a name in another way, such as ``exec``,
gets all names.
"""

from __future__ import annotations

import sys
import types

import rebeam
from rebeam._core.later_names import NAMES, used_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def all_for(own: list[str], frame: types.FrameType) -> list[str]:
    """The ``__all__`` of a module with its ``own`` names, for the code that reads it.

    ``frame`` is that of the code. What is not a star import at the top level of a module gets
    all names.
    """
    namespace = frame.f_globals
    if namespace.get("__name__") == "_frozen_importlib":
        return own  # looks for modules among the names
    if reads_all(frame):
        return own + sorted(NAMES)
    if "__rebeam__" in namespace:
        return own  # the session gives its namespace the names that a text uses
    text = _text(frame)
    if text is None or "__getattr__" in text:
        return own + sorted(NAMES)
    namespace["__getattr__"] = _later(namespace)
    return own + sorted(used_in(text))


def reads_all(frame: types.FrameType) -> bool:
    """Whether the code of a frame reads a ``__all__`` itself, and not by a star import."""
    code = frame.f_code
    return "__all__" in code.co_names or "__all__" in code.co_consts


def _text(frame: types.FrameType) -> str | None:
    """The text of the module whose top level runs in a frame; None if it is something else."""
    spec = frame.f_globals.get("__spec__")
    code = frame.f_code
    if spec is None or code.co_name != "<module>" or code.co_filename != spec.origin:
        return None
    try:
        data: bytes = spec.loader.get_data(spec.origin)
    except (OSError, AttributeError):
        return None
    return data.decode("latin-1")  # the names are of ASCII


def _later(namespace: dict[str, Any]) -> Any:
    """The ``__getattr__`` of a module that has imported from ``rebeam`` by a star."""

    def __getattr__(name: str) -> Any:
        if name in NAMES:
            return getattr(rebeam, name)
        frame = sys._getframe(1)
        if name == "__all__" and not reads_all(frame):
            return all_for([own for own in namespace if not own.startswith("_")], frame)
        raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}")

    return __getattr__
