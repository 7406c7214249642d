"""Expressions that commands take as text."""

from __future__ import annotations

from _ast import Expr

from rebeam._core.sending import send
from rebeam._core.types import pid
from rebeam._shell import cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FILE = ":send"


async def send_value(dest: str, text: str, names: dict[str, Any]) -> None:
    """What ``:send`` does: evaluate ``text`` among ``names`` as a cell and send the value."""
    tree, source = cells.parse_cell(text.strip(), _FILE)
    if len(tree.body) != 1 or not isinstance(tree.body[0], Expr):
        raise SyntaxError("an expression is needed, not a statement", (_FILE, 1, 1, source))
    run = cells.Run(tree, source, _FILE, names, True)
    while (coroutine := run.advance()) is not None:
        run.value = await coroutine
    send(pid(dest), run.value)
