"""Variables of ``sysconfig`` that GraalPy has no values for, and libraries rely on."""

from __future__ import annotations

import sysconfig as _library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_VARIABLES = {
    # Where zoneinfo looks for its data; what CPython is built with by default.
    "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
}

_initialize: Any = _library._init_posix  # type: ignore[attr-defined]


def _init_posix(variables: dict[str, Any]) -> None:
    variables.update(_VARIABLES)
    _initialize(variables)


def install() -> None:
    """Called when ``sysconfig`` has been imported."""
    _library._init_posix = _init_posix  # type: ignore[attr-defined]
