"""The copy rules of messages and spawn arguments: processes share nothing (design D5).

Immutable values go by reference, containers and dataclass instances are copied in
structure, other objects by ``copy.deepcopy``. What cannot be copied raises TypeError
at the sender and names the part.
"""

from __future__ import annotations

import enum
import types

from rebeam._records import Record
from rebeam._types import Crashed, Pid, Ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
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


def copy_message(value: Any) -> Any:
    """A copy of ``value`` that shares nothing mutable with it."""
    kind = type(value)
    if kind in _ATOMIC:
        return value
    if kind is tuple:
        for item in value:
            if type(item) not in _ATOMIC:
                break
        else:
            return value
    return _copy(value, {}, "message")


def copy_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    """Copies of what is given to a new process."""
    for value in args:
        if type(value) not in _ATOMIC:
            args = _copy(args, {}, "args")
            break
    if kwargs:
        kwargs = {k: _copy(v, {}, f"argument {k!r}") for k, v in kwargs.items()}
    return args, kwargs


def _copy(value: Any, memo: dict[int, Any], where: str) -> Any:
    kind = type(value)
    if kind in _ATOMIC:
        return value
    known = memo.get(id(value))
    if known is not None:
        return known[0]
    copier = _COPIERS.get(kind)
    if copier is not None:
        return copier(value, memo, where)
    if kind in _NEVER:
        raise TypeError(f"cannot copy {_NEVER[kind]} ({where})")
    if isinstance(value, (type, enum.Enum, BaseException)):
        return value if not isinstance(value, BaseException) else _deep(value, where)
    if isinstance(value, Record):
        return _fields(value, value.__match_args__, True, memo, where)
    if hasattr(kind, "__dataclass_fields__"):
        return _dataclass(value, memo, where)
    return _deep(value, where)


def _keep(value: Any, made: Any, memo: dict[int, Any]) -> Any:
    memo[id(value)] = (made, value)  # the original too, so that its id stays its own
    return made


def _tuple(value: tuple[Any, ...], memo: dict[int, Any], where: str) -> Any:
    made = tuple(_copy(v, memo, f"{where}[{i}]") for i, v in enumerate(value))
    for old, new in zip(value, made):
        if old is not new:
            return _keep(value, made, memo)
    return value


def _list(value: list[Any], memo: dict[int, Any], where: str) -> Any:
    made = _keep(value, [], memo)
    for i, item in enumerate(value):
        made.append(_copy(item, memo, f"{where}[{i}]"))
    return made


def _dict(value: dict[Any, Any], memo: dict[int, Any], where: str) -> Any:
    made = _keep(value, {}, memo)
    for key, item in value.items():
        made[_copy(key, memo, f"a key of {where}")] = _copy(item, memo, f"{where}[{key!r}]")
    return made


def _set(value: set[Any], memo: dict[int, Any], where: str) -> Any:
    return _keep(value, {_copy(v, memo, f"an item of {where}") for v in value}, memo)


def _frozenset(value: frozenset[Any], memo: dict[int, Any], where: str) -> Any:
    return _keep(value, frozenset(_copy(v, memo, f"an item of {where}") for v in value), memo)


def _bytearray(value: bytearray, memo: dict[int, Any], where: str) -> Any:
    return _keep(value, bytearray(value), memo)


def _dataclass(value: Any, memo: dict[int, Any], where: str) -> Any:
    from dataclasses import fields

    if "__deepcopy__" in type(value).__dict__:
        return _deep(value, where)
    names = [field.name for field in fields(value)]
    return _fields(value, names, type(value).__dataclass_params__.frozen, memo, where)


def _fields(
    value: Any, names: Iterable[str], frozen: bool, memo: dict[int, Any], where: str
) -> Any:
    name = type(value).__name__
    parts = []
    same = frozen
    for field in names:
        old = getattr(value, field, _MISSING)
        if old is not _MISSING:
            new = _copy(old, memo, f"{where}.{field} of {name}")
            same = same and new is old
            parts.append((field, new))
    if same:
        return value
    from copy import copy

    made = _keep(value, copy(value), memo)
    for part, new in parts:
        object.__setattr__(made, part, new)
    return made


def _deep(value: Any, where: str) -> Any:
    from copy import deepcopy

    try:
        return deepcopy(value)
    except RecursionError:
        raise TypeError(f"cannot copy {where}: it is nested too deeply") from None
    except Exception as error:
        kind = type(value).__name__
        raise TypeError(f"cannot copy a {kind!r} object ({where}): {error}") from None


_MISSING = object()

_COPIERS = {
    tuple: _tuple,
    list: _list,
    dict: _dict,
    set: _set,
    frozenset: _frozenset,
    bytearray: _bytearray,
}
