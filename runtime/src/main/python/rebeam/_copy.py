"""The copy rules of messages and spawn arguments: processes share nothing (design D5).

Immutable values go by reference, containers and dataclass instances are copied in
structure, other objects by ``copy.deepcopy``. What cannot be copied raises TypeError
at the sender and names the part.
"""

from __future__ import annotations

import enum
import types

import _rebeam_host as _host
from rebeam._records import Record
from rebeam._types import Crashed, Pid, Ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ATOMIC = frozenset(
    {
        int, str, float, bool, type(None), bytes, complex, range, slice, Pid, Ref, Crashed,
        type, type(...), type(NotImplemented), types.FunctionType, types.BuiltinFunctionType,
        types.ModuleType, types.GenericAlias, types.UnionType,
    }
)  # fmt: skip

_NEVER = {
    types.GeneratorType: "a generator",
    types.CoroutineType: "a coroutine",
    types.AsyncGeneratorType: "an async generator",
    types.FrameType: "a frame",
    types.TracebackType: "a traceback",
}


class _Uncopyable(Exception):
    """Something cannot be copied; finds out on its way up where in the message it is."""

    def __init__(self, what: str, why: str = "") -> None:
        self.what = what
        self.why = why
        self.where = "%"

    def within(self, part: str) -> None:
        """It is in this part of ``%``, which is what holds it."""
        self.where = self.where.replace("%", part, 1)

    def error(self, whole: str) -> TypeError:
        """The error for the sender."""
        return TypeError(f"cannot copy {self.what} ({self.where.replace('%', whole, 1)}){self.why}")


def copy_message(value: Any) -> Any:
    """A copy of ``value`` that shares nothing mutable with it."""
    return value if _host.is_immutable(value) else copied(value, "message")


def copy_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    """Copies of what is given to a new process."""
    if not _host.is_immutable(args):
        args = copied(args, "args")
    if kwargs:
        kwargs = {k: copied(v, f"argument {k!r}") for k, v in kwargs.items()}
    return args, kwargs


def copied(value: Any, whole: str) -> Any:
    """As ``copy_message``, for what ``is_immutable`` does not know; ``whole`` names it."""
    try:
        return _copy(value, {})
    except _Uncopyable as found:
        error = found.error(whole)
    raise error


def _copy(value: Any, memo: dict[int, Any]) -> Any:
    kind = type(value)
    if kind in _ATOMIC:
        return value
    known = memo.get(id(value))
    if known is not None:
        return known[0]
    copier = _COPIERS.get(kind)
    if copier is not None:
        return copier(value, memo)
    if kind in _NEVER:
        raise _Uncopyable(_NEVER[kind])
    if isinstance(value, (type, enum.Enum)):
        return value
    if isinstance(value, Record):
        return _fields(value, value.__match_args__, True, memo)
    if hasattr(kind, "__dataclass_fields__") and not isinstance(value, BaseException):
        return _dataclass(value, memo)
    return _deep(value)


def _keep(value: Any, made: Any, memo: dict[int, Any]) -> Any:
    memo[id(value)] = (made, value)  # the original too, so that its id stays its own
    return made


def _tuple(value: tuple[Any, ...], memo: dict[int, Any]) -> Any:
    made: list[Any] = []
    same = True
    try:
        for old in value:
            new = old if type(old) in _ATOMIC else _copy(old, memo)
            same = same and new is old
            made.append(new)
    except _Uncopyable as found:
        found.within(f"%[{len(made)}]")
        raise
    return value if same else _keep(value, tuple(made), memo)


def _list(value: list[Any], memo: dict[int, Any]) -> Any:
    made = _keep(value, [], memo)
    try:
        for item in value:
            made.append(item if type(item) in _ATOMIC else _copy(item, memo))
    except _Uncopyable as found:
        found.within(f"%[{len(made)}]")
        raise
    return made


def _dict(value: dict[Any, Any], memo: dict[int, Any]) -> Any:
    made = _keep(value, {}, memo)
    for key, item in value.items():
        if type(key) not in _ATOMIC:
            key = _part(key, memo, "a key of %")
        if type(item) not in _ATOMIC:
            try:
                item = _copy(item, memo)
            except _Uncopyable as found:
                found.within(f"%[{key!r}]")
                raise
        made[key] = item
    return made


def _part(value: Any, memo: dict[int, Any], part: str) -> Any:
    try:
        return _copy(value, memo)
    except _Uncopyable as found:
        found.within(part)
        raise


def _set(value: set[Any], memo: dict[int, Any]) -> Any:
    return _keep(value, {_part(v, memo, "an item of %") for v in value}, memo)


def _frozenset(value: frozenset[Any], memo: dict[int, Any]) -> Any:
    return _keep(value, frozenset([_part(v, memo, "an item of %") for v in value]), memo)


def _bytearray(value: bytearray, memo: dict[int, Any]) -> Any:
    return _keep(value, bytearray(value), memo)


def _dataclass(value: Any, memo: dict[int, Any]) -> Any:
    kind = type(value)
    if "__deepcopy__" in kind.__dict__:
        return _deep(value)
    shape = _SHAPES.get(kind)
    if shape is None:
        from dataclasses import fields

        if len(_SHAPES) >= _MOST_SHAPES:
            _SHAPES.clear()
        names = tuple([field.name for field in fields(value)])
        shape = _SHAPES[kind] = (names, kind.__dataclass_params__.frozen)
    return _fields(value, *shape, memo)


def _fields(value: Any, names: tuple[str, ...], frozen: bool, memo: dict[int, Any]) -> Any:
    parts = []
    same = frozen
    for name in names:
        old = getattr(value, name, _MISSING)
        if old is not _MISSING:
            new = old
            if type(old) not in _ATOMIC:
                new = _part(old, memo, f"%.{name} of {type(value).__name__}")
                same = same and new is old
            parts.append((name, new))
    if same:
        return value
    from copy import copy

    made = _keep(value, copy(value), memo)
    for name, new in parts:
        object.__setattr__(made, name, new)
    return made


def _deep(value: Any) -> Any:
    from copy import deepcopy

    try:
        return deepcopy(value)
    except RecursionError:
        raise _Uncopyable(f"a {type(value).__name__!r} object", ": nested too deeply") from None
    except Exception as error:
        raise _Uncopyable(f"a {type(value).__name__!r} object", f": {error}") from None


_MISSING = object()

_SHAPES: dict[type, tuple[tuple[str, ...], bool]] = {}
"""The fields of dataclasses that have been sent, and whether they are frozen."""

_MOST_SHAPES = 1000
"""Then it starts anew: classes that are defined again and again must not stay for ever."""

_COPIERS = {
    tuple: _tuple,
    list: _list,
    dict: _dict,
    set: _set,
    frozenset: _frozenset,
    bytearray: _bytearray,
}
