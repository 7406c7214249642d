"""Values and exceptions as text, whatever their classes do, within the limits of ``limited``."""

from __future__ import annotations

from rebeam._core import limited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_name_of = type.__dict__["__name__"].__get__
_order_of = type.__dict__["__mro__"].__get__
_arguments_of = BaseException.__dict__["args"].__get__

_SAME_AS_REPR = (object.__str__, bytes.__str__, bytearray.__str__)

_MAX_NESTED = 4  # exceptions as arguments of exceptions


def class_name(kind: type) -> str:
    """``kind.__name__``, whatever its metaclass makes of that."""
    return _name_of(kind)  # type: ignore[no-any-return]


def message(error: BaseException, characters: int = limited.MAX_MESSAGE) -> str:
    """``str(error)``, whatever its ``__str__`` does, cut after so many characters."""
    try:
        return _message(error, characters, 0)
    except BaseException as failure:
        return f"<message unavailable: {class_name(type(failure))}>"


def _message(error: BaseException, characters: int, nested: int) -> str:
    way = _way_to_text(type(error))
    if way is None:
        return limited.cut(str(error), characters)
    arguments = _arguments_of(error)
    if len(arguments) != 1:
        return limited.shown(arguments, characters)[0] if arguments else ""
    only = arguments[0]
    if way == "repr":
        return limited.shown(only, characters)[0]
    if isinstance(only, BaseException) and nested < _MAX_NESTED:
        return _message(only, characters, nested + 1)
    return text(only, characters)


def text(value: Any, characters: int) -> str:
    """``str(value)``, cut after so many characters."""
    kind = type(value)
    if kind.__str__ is str.__str__:
        return limited.cut(str(value), characters)
    if kind.__str__ in _SAME_AS_REPR:
        return limited.shown(value, characters)[0]
    return limited.cut(str(value), characters)


def _way_to_text(kind: type) -> str | None:
    """How ``str()`` of an exception is made of its arguments; None for a way of its own."""
    for base in _order_of(kind):
        if base is KeyError:
            return "repr"
        if base is BaseException:
            return "str"
        if "__str__" in base.__dict__:
            return None
    return None


def printable(raw: str) -> str:
    """``raw`` with what ``repr`` escapes escaped, except line breaks and tabs.

    No part of the result is a control sequence of a terminal. It looks at each character, so
    long texts are cut before.
    """
    if raw.isprintable():
        return raw
    return "".join(c if c.isprintable() or c in "\n\t\xa0" else repr(c)[1:-1] for c in raw)


def cause(error: BaseException) -> str:
    """``Type: message`` on one line."""
    line = printable(limited.first_line(message(error)))
    kind = class_name(type(error))
    return f"{kind}: {line}" if line else kind


def safe_repr(value: Any, characters: int = limited.MAX_LINE) -> str:
    """``repr`` cut after so many characters, or a few words that say why it failed."""
    return limited.shown(value, characters)[0]
