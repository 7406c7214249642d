"""Values as the shell shows them: within limits, whatever their ``__repr__`` does."""

from __future__ import annotations

import reprlib

from rebeam._texts import safe_repr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_ITEMS = 50
MAX_CHARACTERS = 4096
MAX_DEPTH = 6
WIDTH = 80


class _Limited(reprlib.Repr):
    """Cuts long containers, keeps the start and the end of long strings."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = MAX_DEPTH
        self.maxtuple = self.maxlist = self.maxdeque = self.maxarray = MAX_ITEMS
        self.maxset = self.maxfrozenset = self.maxdict = MAX_ITEMS
        self.maxstring = self.maxother = MAX_CHARACTERS
        self.maxlong = MAX_CHARACTERS
        self.fillvalue = "…"

    def _iter(self, x: Any, level: int, left: str, right: str, last: str = "") -> str:
        if level <= 0 and x:
            return f"{left}…{right}"
        shown = [self.repr1(item, level - 1) for _, item in zip(range(MAX_ITEMS), x)]
        if len(x) > MAX_ITEMS:
            shown.append(f"… {len(x) - MAX_ITEMS} more")
        elif len(shown) == 1:
            right = last + right
        return left + ", ".join(shown) + right

    def repr_list(self, x: Any, level: int) -> str:
        return self._iter(x, level, "[", "]")

    def repr_tuple(self, x: Any, level: int) -> str:
        return self._iter(x, level, "(", ")", ",")

    def repr_set(self, x: Any, level: int) -> str:
        return self._iter(x, level, "{", "}") if x else "set()"

    def repr_frozenset(self, x: Any, level: int) -> str:
        return self._iter(x, level, "frozenset({", "})") if x else "frozenset()"

    def repr_dict(self, x: Any, level: int) -> str:
        if level <= 0 and x:
            return "{…}"
        shown = [
            f"{self.repr1(key, level - 1)}: {self.repr1(value, level - 1)}"
            for _, (key, value) in zip(range(MAX_ITEMS), x.items())
        ]
        if len(x) > MAX_ITEMS:
            shown.append(f"… {len(x) - MAX_ITEMS} more")
        return "{" + ", ".join(shown) + "}"

    def repr_instance(self, x: Any, level: int) -> str:
        return safe_repr(x)

    def repr_int(self, x: Any, level: int) -> str:
        return safe_repr(x)


def render(value: Any) -> tuple[str, bool]:
    """A value within the limits, and whether something was cut."""
    kind = type(value)
    if kind in (list, tuple, set, frozenset, dict):
        text = _Limited().repr(value)
        whole = "…" not in text
        if whole and len(text) > WIDTH:
            import pprint

            text = pprint.pformat(value, width=WIDTH, sort_dicts=False)
    else:
        text = safe_repr(value)
        whole = True
    if len(text) > MAX_CHARACTERS:
        left = len(text) - MAX_CHARACTERS
        return (f"{text[:MAX_CHARACTERS]}… {left} more characters", True)
    return (text, not whole)


def full(value: Any) -> str:
    """A value without limits."""
    import pprint

    try:
        return pprint.pformat(value, width=WIDTH, sort_dicts=False)
    except Exception:
        return safe_repr(value)
