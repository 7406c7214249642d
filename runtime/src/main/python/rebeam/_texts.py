"""Values and exceptions as text, whatever their classes do. Imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_name_of = type.__dict__["__name__"].__get__


def class_name(kind: type) -> str:
    """``kind.__name__``, whatever its metaclass makes of that."""
    return _name_of(kind)  # type: ignore[no-any-return]


def message(error: BaseException) -> str:
    """``str(error)``, whatever its ``__str__`` does."""
    try:
        return str(error)
    except BaseException as failure:
        return f"<message unavailable: {class_name(type(failure))}>"


def printable(text: str) -> str:
    """A text that a terminal shows and does not obey: what ``repr`` escapes, but line breaks
    and tabs, is escaped."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\t\xa0" else repr(c)[1:-1] for c in text
    )


def cause(error: BaseException) -> str:
    """``Type: message`` on one line."""
    text = printable(message(error).split("\n", 1)[0])
    kind = class_name(type(error))
    return f"{kind}: {text}" if text else kind


def safe_repr(value: Any) -> str:
    """``repr``, or a word about why there is none."""
    try:
        return repr(value)
    except Exception as error:
        return f"<{class_name(type(value))} object; repr() raised {cause(error)}>"
