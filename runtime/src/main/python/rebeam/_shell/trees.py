"""What ``ast`` has for walking and changing syntax trees.

The module ``ast`` itself imports ``re`` and ``contextlib``, which would take longer than all
else that runs before the first ``await`` of a program.
"""

from __future__ import annotations

import _ast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def children(node: _ast.AST) -> Iterator[_ast.AST]:
    """``ast.iter_child_nodes``."""
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, _ast.AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, _ast.AST):
                    yield item


class Transformer:
    """``ast.NodeTransformer``: methods ``visit_<class>`` return what replaces a node."""

    def visit(self, node: Any) -> Any:
        visitor = getattr(self, "visit_" + type(node).__name__, self.generic_visit)
        return visitor(node)

    def generic_visit(self, node: Any) -> Any:
        """Visit the children; None in place of one removes it."""
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                value[:] = self._visited(value)
            elif isinstance(value, _ast.AST):
                replaced = self.visit(value)
                if replaced is None:
                    delattr(node, name)
                else:
                    setattr(node, name, replaced)
        return node

    def _visited(self, values: list[Any]) -> Iterator[Any]:
        for value in values:
            replaced = self.visit(value) if isinstance(value, _ast.AST) else value
            if replaced is not None or not isinstance(value, _ast.AST):
                yield replaced


def copy_location(new: Any, old: Any) -> Any:
    """``ast.copy_location``: give ``new`` the place of ``old`` and return it."""
    for name in _PLACE:
        if hasattr(old, name):
            setattr(new, name, getattr(old, name))
    return new


def fix_missing_locations(node: Any) -> Any:
    """``ast.fix_missing_locations``: nodes without a place get that of their parent."""
    _fix(node, (1, 0, 1, 0))
    return node


def _fix(node: Any, place: tuple[Any, ...]) -> None:
    if "lineno" in node._attributes:
        for name, value in zip(_PLACE, place):
            if getattr(node, name, None) is None:
                setattr(node, name, value)
        place = tuple(getattr(node, name) for name in _PLACE)
    for child in children(node):
        _fix(child, place)
