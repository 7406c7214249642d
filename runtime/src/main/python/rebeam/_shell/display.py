"""Values as the shell shows them: within limits, whatever their ``__repr__`` does."""

from __future__ import annotations

from rebeam._core import limited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WIDTH = 80

_MAX_SPREAD = 100_000
"""Characters of a value that is still spread over several lines, which takes long."""

_CONTAINERS = (list, tuple, set, frozenset, dict)


def render(value: Any) -> tuple[str, bool]:
    """A value within the limits of the prompt, and whether something was cut."""
    text, is_cut = limited.shown(value, limited.MAX_RESULT)
    return (text if is_cut else _spread(value, text), is_cut)


def full(value: Any) -> str:
    """A value without the limits of the prompt; only a very long text is cut."""
    limit = limited.MAX_FULL
    return _spread(value, limited.shown(value, limit, limit, limited.MAX_FULL_DEPTH)[0])


def _spread(value: Any, text: str) -> str:
    """Over several lines, if it is a container and long."""
    if type(value) not in _CONTAINERS or not WIDTH < len(text) <= _MAX_SPREAD:
        return text
    import pprint

    try:
        spread = pprint.pformat(value, width=WIDTH, sort_dicts=False)
    except Exception:
        return text  # an element's own code, or another thread changes the value
    return spread if len(spread) <= 2 * len(text) + _MAX_SPREAD else text
