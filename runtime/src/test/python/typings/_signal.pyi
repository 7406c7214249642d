"""CPython's module behind ``signal``."""

from typing import Any


def __getattr__(name: str) -> Any: ...
