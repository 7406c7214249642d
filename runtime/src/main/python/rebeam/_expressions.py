"""Expressions that commands take as text."""

from __future__ import annotations

from rebeam._process import send
from rebeam._types import pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def send_value(dest: str, text: str, names: dict[str, Any]) -> None:
    """What ``:send`` does: evaluate ``text`` among ``names`` and send the value."""
    send(pid(dest), eval(compile(text.strip(), ":send", "eval"), names))
