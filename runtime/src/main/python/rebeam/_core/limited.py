"""Values as text within limits: the one place that makes a ``repr`` to be shown or kept.

A long string, number or container is cut before its text is made, so that the time this
takes has a limit as the text has. What a program's own ``__repr__`` returns is cut then.
"""

from __future__ import annotations

import sys

from rebeam._core.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

MAX_MESSAGE = 10_000
"""Characters of an exception's message in a reason, a report or a traceback."""

MAX_LINE = 200
"""Characters of what is to stand on one line: a reason in a list, a part in an error."""

MAX_LABEL = 200
"""Characters that are shown of a label."""

MAX_NAME = 255
"""Characters a registered name may have."""

MAX_RESULT = 4096
"""Characters of a value at the prompt."""

MAX_FULL = 1_000_000
"""Characters of a value that is to be shown whole."""

MAX_ITEMS = 50
"""Elements that are shown of one container."""

MAX_DEPTH = 6
"""Containers in containers that are shown."""

MAX_FULL_DEPTH = 40

_MAX_BITS = 14_000  # of an int: Python itself refuses the digits of larger ones


def shown(
    value: Any, characters: int, items: int = MAX_ITEMS, depth: int = MAX_DEPTH
) -> tuple[str, bool]:
    """``repr(value)``, or its start, and whether something was cut."""
    writer = _Writer(characters, items)
    try:
        writer.value(value, depth)
    except Exception as error:  # an element's own code, or another thread changes the value
        return _without_repr(value, error), False
    return writer.text(), writer.is_cut


def line(value: Any, characters: int = MAX_LINE) -> str:
    """``repr(value)`` cut to one line of so many characters."""
    return first_line(shown(value, characters)[0], characters)


def first_line(text: str, characters: int = MAX_LINE) -> str:
    """The first line of a text, cut."""
    first = text[: characters + 1].split("\n", 1)[0]
    return first if len(first) <= characters else first[: characters - 1] + "…"


def cut(text: str, characters: int) -> str:
    """A text, or its start and how much was left out."""
    if len(text) <= characters:
        return text
    return f"{text[:characters]}… {len(text) - characters} more characters"


def _without_repr(value: Any, error: Exception) -> str:
    from rebeam._core.texts import cause, class_name

    return f"<{class_name(type(value))} object; repr() raised {cause(error)}>"


class _Writer:
    __slots__ = ("is_cut", "_around", "_items", "_left", "_more", "_parts")

    def __init__(self, characters: int, items: int) -> None:
        self.is_cut = False
        self._left = characters
        self._items = items
        self._parts: list[str] = []
        self._around: list[Any] = []
        self._more = 0

    def text(self) -> str:
        text = "".join(self._parts)
        if self._left >= 0:
            return text
        return f"{text}… {self._more} more characters" if self._more else text + "…"

    def value(self, value: Any, depth: int) -> None:
        """Append the text of ``value``, so far as there is room."""
        if self._left < 0:
            return
        kind = type(value)
        write = _WRITERS.get(kind.__repr__)
        if write is None and hasattr(kind.__repr__, "__code__"):
            write = _generated(kind)
        if write is None:
            self.write(_own_repr(value))
        else:
            write(self, value, depth)

    def write(self, text: str, more: int = 0) -> None:
        """Append ``text``; ``more`` characters that follow it were left out."""
        if self._left < 0:
            return
        if len(text) > self._left:
            more += len(text) - self._left
            text = text[: self._left]
        self._parts.append(text)
        self._left -= len(text)
        if more:
            self._left = -1
            self._more = more
            self.is_cut = True

    def short(self, value: Any, _depth: int) -> None:
        self.write(repr(value))

    def string(self, value: str, _depth: int) -> None:
        self._slice(str, value, "")

    def octets(self, value: bytes, _depth: int) -> None:
        self._slice(bytes, value, "")

    def bytearray(self, value: bytearray, depth: int) -> None:
        self.write(f"{type(value).__name__}(")
        self._slice(bytearray, value, ")")

    def _slice(self, kind: Any, value: Any, end: str) -> None:
        length = kind.__len__(value)
        if length <= self._left:
            part = kind.__getitem__(value, slice(None))
            self.write(repr(bytes(part) if kind is bytearray else part) + end)
        elif self._left >= 0:
            room = self._left
            part = kind.__getitem__(value, slice(room))
            text = repr(bytes(part) if kind is bytearray else part)[:-1]
            self.write(text[:room], length - room)

    def number(self, value: int, _depth: int) -> None:
        if type(value) is not bool and int.bit_length(value) > _MAX_BITS:
            self.write(f"<int of {int.bit_length(value)} bits>")
        else:
            self.write(int.__repr__(value))

    def list(self, value: Any, depth: int) -> None:
        self._all(value, list.__iter__(value), list.__len__(value), "[", "]", depth)

    def tuple(self, value: Any, depth: int) -> None:
        length = tuple.__len__(value)
        end = ",)" if length == 1 else ")"
        self._all(value, tuple.__iter__(value), length, "(", end, depth)

    def set(self, value: Any, depth: int) -> None:
        kind = type(value)
        if not value:
            self.write(f"{kind.__name__}()")
        elif kind is set:
            self._all(value, set.__iter__(value), len(value), "{", "}", depth)
        else:
            self._all(value, iter(value), len(value), kind.__name__ + "({", "})", depth)

    def deque(self, value: Any, depth: int) -> None:
        limit = value.maxlen
        end = "])" if limit is None else f"], maxlen={limit})"
        self._all(value, iter(value), len(value), type(value).__name__ + "([", end, depth)

    def array(self, value: Any, depth: int) -> None:
        start = f"{type(value).__name__}({value.typecode!r}"
        if value:
            self._all(value, iter(value), len(value), start + ", [", "])", depth)
        else:
            self.write(start + ")")

    def view(self, value: Any, depth: int) -> None:
        self._all(value, iter(value), len(value), type(value).__name__ + "([", "])", depth)

    def dict(self, value: Any, depth: int) -> None:
        self._entries(value, "{", "}", depth)

    def ordered(self, value: Any, depth: int) -> None:
        self._entries(value, type(value).__name__ + "({", "})", depth)

    def proxy(self, value: Any, depth: int) -> None:
        self._entries(value, "mappingproxy({", "})", depth)

    def defaults(self, value: Any, depth: int) -> None:
        start = f"{type(value).__name__}({line(value.default_factory)}, {{"
        self._entries(value, start, "})", depth)

    def exception(self, value: BaseException, depth: int) -> None:
        self._all(value, iter(value.args), len(value.args), type(value).__name__ + "(", ")", depth)

    def namespace(self, value: Any, depth: int) -> None:
        name = "namespace" if type(value).__name__ == "SimpleNamespace" else type(value).__name__
        self._named(value, name, list(vars(value)), depth)

    def record(self, value: Any, depth: int) -> None:
        self._named(value, type(value).__name__, value.__match_args__, depth)

    def dataclass(self, value: Any, depth: int) -> None:
        names = [name for name, field in value.__dataclass_fields__.items() if field.repr]
        self._named(value, type(value).__qualname__, names, depth)

    def named_tuple(self, value: Any, depth: int) -> None:
        self._named(value, type(value).__name__, value._fields, depth)

    def _named(self, value: Any, name: str, names: Iterable[str], depth: int) -> None:
        if self._is_around(value, name + "(...)"):
            return
        self.write(name + "(")
        if depth > 0:
            for at, attribute in enumerate(names):
                self.write(f"{', ' if at else ''}{attribute}=")
                self.value(getattr(value, attribute), depth - 1)
        else:
            self._leave_out("…")
        self.write(")")
        self._around.pop()

    def _all(
        self, value: Any, items: Iterable[Any], length: int, start: str, end: str, depth: int
    ) -> None:
        if self._is_around(value, start + "..." + end.removeprefix(",")):
            return
        self.write(start)
        if depth <= 0 and length:
            self._leave_out("…")
        elif length:
            for at, item in enumerate(items):
                if at:
                    self.write(", ")
                if at == self._items:
                    self._leave_out(f"… {length - at} more")
                    break
                self.value(item, depth - 1)
                if self._left < 0:
                    break
        self.write(end)
        self._around.pop()

    def _entries(self, value: Any, start: str, end: str, depth: int) -> None:
        if self._is_around(value, start + "..." + end):
            return
        self.write(start)
        length = len(value)
        if depth <= 0 and length:
            self._leave_out("…")
        elif length:
            for at, (key, item) in enumerate(value.items()):
                if at:
                    self.write(", ")
                if at == self._items:
                    self._leave_out(f"… {length - at} more")
                    break
                self.value(key, depth - 1)
                self.write(": ")
                self.value(item, depth - 1)
                if self._left < 0:
                    break
        self.write(end)
        self._around.pop()

    def _leave_out(self, text: str) -> None:
        self.write(text)
        self.is_cut = True

    def _is_around(self, value: Any, text: str) -> bool:
        """Whether ``value`` contains itself: then only ``text`` is written."""
        if any([value is other for other in self._around]):
            self.write(text)
            return True
        self._around.append(value)
        return False


def _own_repr(value: Any) -> str:
    try:
        return repr(value)
    except Exception as error:
        return _without_repr(value, error)


def _generated(kind: type) -> Callable[[_Writer, Any, int], None] | None:
    """What writes instances whose ``__repr__`` a module of Python has made."""
    code: Any = kind.__repr__.__code__  # type: ignore[attr-defined]
    if code.co_name == "wrapper" and code.co_filename.endswith("dataclasses.py"):
        return _Writer.dataclass
    if hasattr(kind, "_fields") and code.co_filename.endswith("collections/__init__.py"):
        return _Writer.named_tuple
    return None


def _writers() -> dict[Any, Callable[[_Writer, Any, int], None]]:
    from _collections import OrderedDict, defaultdict, deque  # type: ignore[import-not-found]
    from array import array

    return {
        str.__repr__: _Writer.string,
        int.__repr__: _Writer.number,
        float.__repr__: _Writer.short,
        bytes.__repr__: _Writer.octets,
        bytearray.__repr__: _Writer.bytearray,
        list.__repr__: _Writer.list,
        tuple.__repr__: _Writer.tuple,
        set.__repr__: _Writer.set,
        frozenset.__repr__: _Writer.set,
        dict.__repr__: _Writer.dict,
        type({}.keys()).__repr__: _Writer.view,
        type({}.values()).__repr__: _Writer.view,
        type({}.items()).__repr__: _Writer.view,
        type(type.__dict__).__repr__: _Writer.proxy,
        type(sys.implementation).__repr__: _Writer.namespace,
        array.__repr__: _Writer.array,
        deque.__repr__: _Writer.deque,
        defaultdict.__repr__: _Writer.defaults,
        OrderedDict.__repr__: _Writer.ordered,
        BaseException.__repr__: _Writer.exception,
        Record.__repr__: _Writer.record,
    }


_WRITERS = _writers()
