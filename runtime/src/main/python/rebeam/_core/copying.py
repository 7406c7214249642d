"""The copy rules of messages and spawn arguments: processes share nothing (ADR 5).

Immutable values go by reference, containers and dataclass instances are copied in
structure, other objects by ``copy.deepcopy``; so are dataclasses that are containers
or say themselves how they are copied. What cannot be copied raises TypeError at the
sender and names the part.

One memo goes through a whole copy, as ``copy.deepcopy`` keeps it: from the id of an
original to its copy, made before its parts are. So what is shared in a message, and
every cycle, is so in its copy, whichever of the ways above copied it.
"""

from __future__ import annotations

import enum
import types
from _weakref import ref as weak_reference

import _rebeam_host as _host
from rebeam._core.limited import line
from rebeam._core.records import Record
from rebeam._core.texts import safe_repr
from rebeam._core.types import Crashed, Pid, Reason, Ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ATOMIC = frozenset(
    {
        int, str, float, bool, type(None), bytes, complex, range, Pid, Ref, Crashed,
        Reason, type, type(...), type(NotImplemented), types.FunctionType, types.ModuleType,
        types.UnionType,
    }
)  # fmt: skip

_NEVER = {
    types.GeneratorType: "a generator",
    types.CoroutineType: "a coroutine",
    types.AsyncGeneratorType: "an async generator",
    types.FrameType: "a frame",
    types.TracebackType: "a traceback",
    weak_reference: "a weak reference",
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


def copy_arguments(
    fn: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, tuple[Any, ...], dict[str, Any]]:
    """Copies of what is given to a new process: of the object of a method too.

    What several arguments share, their copies share.
    """
    memo: dict[int, Any] = {}
    if type(fn) is not types.FunctionType:
        fn = copied(fn, "the function", memo)
    if not _host.is_immutable(args):
        args = copied(args, "args", memo)
    if kwargs:
        kwargs = {k: copied(v, f"argument {k!r}", memo) for k, v in kwargs.items()}
    return fn, args, kwargs


def copied(value: Any, whole: str, memo: dict[int, Any] | None = None) -> Any:
    """A copy of what ``is_immutable`` does not take; ``whole`` names it in an error (B14)."""
    try:
        return _copy(value, {} if memo is None else memo)
    except _Uncopyable as found:
        error = found.error(whole)
    except RecursionError:
        error = _too_deep(value).error(whole)
    except Exception as raised:  # of the equality or hash of a key that is half copied, say
        error = _refused(value, raised).error(whole)
    raise error


def copy_to_show(value: Any) -> Any:
    """A copy of ``value`` that no other code has, or its repr if it cannot be copied."""
    if type(value) in _ATOMIC or _host.is_immutable(value):
        return value
    try:
        return copied(value, "value")
    except Exception:
        return safe_repr(value)


def _copy(value: Any, memo: dict[int, Any]) -> Any:
    kind = type(value)
    if kind in _ATOMIC:
        return value
    known = memo.get(id(value))
    if known is not None:
        return known
    copier = _COPIERS.get(kind)
    if copier is not None:
        return copier(value, memo)
    if kind in _NEVER:
        raise _Uncopyable(_NEVER[kind])
    if issubclass(kind, (type, enum.Enum)):
        return value
    if issubclass(kind, Record) or hasattr(kind, "__dataclass_fields__"):
        return _instance(value, memo)
    return _deep(value, memo)


def _keep(value: Any, made: Any, memo: dict[int, Any]) -> Any:
    memo[id(value)] = made  # GraalPy gives no id twice: the original need not be kept alive
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
    return value if same else _made_last(value, tuple(made), memo)


def _made_last(value: Any, made: Any, memo: dict[int, Any]) -> Any:
    """Keep ``made``, unless a part of ``value`` led back to it and it is there already."""
    known = memo.get(id(value))  # as ``copy.deepcopy`` does for tuples
    return _keep(value, made, memo) if known is None else known


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
                found.within(f"%[{line(key)}]")
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
    made = _keep(value, set(), memo)
    for item in value:
        made.add(item if type(item) in _ATOMIC else _part(item, memo, "an item of %"))
    return made


def _frozenset(value: frozenset[Any], memo: dict[int, Any]) -> Any:
    made = []
    same = True
    for old in value:
        new = old if type(old) in _ATOMIC else _part(old, memo, "an item of %")
        same = same and new is old
        made.append(new)
    return value if same else _made_last(value, frozenset(made), memo)


def _bytearray(value: bytearray, memo: dict[int, Any]) -> Any:
    return _keep(value, bytearray(value), memo)


def _slice(value: slice, memo: dict[int, Any]) -> Any:
    bounds = (value.start, value.stop, value.step)
    return _remade(value, bounds, "the bounds of %", memo, lambda new: slice(*new))


def _generic_alias(value: Any, memo: dict[int, Any]) -> Any:
    origin = value.__origin__
    return _remade(
        value, value.__args__, "%.__args__", memo, lambda new: types.GenericAlias(origin, new)
    )


def _method(value: Any, memo: dict[int, Any]) -> Any:
    function = value.__func__
    return _remade(
        value, value.__self__, "%.__self__", memo, lambda new: types.MethodType(function, new)
    )


def _remade(value: Any, part: Any, where: str, memo: dict[int, Any], make: Any) -> Any:
    """``value``, or what ``make`` makes of the copy of its only part, if that needs one."""
    new = _part(part, memo, where)
    return value if new is part else _made_last(value, make(new), memo)


def _builtin_method(value: Any, memo: dict[int, Any]) -> Any:
    old = value.__self__  # a module, where it is a function; a class
    new = _part(old, memo, "%.__self__")
    if new is old:
        return value
    name = value.__name__
    if getattr(old, name, None) != value:  # it was got by super(), say
        raise _Uncopyable(f"the method {name!r} of a {type(old).__name__!r} object")
    return _made_last(value, getattr(new, name), memo)


def _instance(value: Any, memo: dict[int, Any]) -> Any:
    """Of a dataclass: all that the instance holds, be it a field or not."""
    kind = type(value)
    shape = _SHAPES.get(kind)
    if shape is None:
        if len(_SHAPES) >= _MOST_SHAPES:
            _SHAPES.clear()
        shape = _SHAPES[kind] = _shape(kind)
    copies_itself, slots, fixed = shape
    if copies_itself:
        return _deep(value, memo)
    parts = list(getattr(value, "__dict__", _NOTHING).items())
    for name in slots:
        old = getattr(value, name, _MISSING)
        if old is not _MISSING:
            parts.append((name, old))
    same = fixed is not None
    if same:
        for name, old in parts:
            if type(old) not in _ATOMIC or name not in fixed:
                break
        else:
            return value
    made = _keep(value, object.__new__(kind), memo)
    state = {}
    for name, old in parts:
        new = old
        if type(old) not in _ATOMIC:
            new = _part(old, memo, f"%.{name} of {kind.__name__}")
        same = same and new is old and name in fixed
        state[name] = new
    if same:
        del memo[id(value)]
        return value
    for name in slots:
        if name in state:
            object.__setattr__(made, name, state.pop(name))
    if state:
        made.__dict__.update(state)
    return made


def _shape(kind: type) -> tuple[bool, tuple[str, ...], frozenset[str] | None]:
    """Whether instances of a dataclass are left to ``deepcopy``; what slots they have; which
    attributes an immutable one may have, None when there is none, for it is not frozen.
    """
    from copyreg import _slotnames  # type: ignore[attr-defined]

    if issubclass(kind, Record):
        frozen = "__match_args__" in kind.__dict__
        names = kind.__slots__
    else:
        from dataclasses import fields

        if any([_is_own(kind, way) for way in _WAYS_TO_COPY]):
            return (True, (), None)
        params = kind.__dict__.get("__dataclass_params__")
        frozen = params is not None and params.frozen
        names = tuple([field.name for field in fields(kind)])
    return (False, tuple(_slotnames(kind)), frozenset(names) if frozen else None)


def _is_own(kind: type, way: str) -> bool:
    """Whether a class or a builtin one it inherits from says how to make or copy instances."""
    own = getattr(kind, way, None)
    if own is getattr(object, way, None):
        return False
    return getattr(own, "__module__", None) != "dataclasses"  # of the decorator: by its fields


def _deep(value: Any, memo: dict[int, Any]) -> Any:
    from copy import deepcopy

    try:
        return deepcopy(value, memo)
    except RecursionError:
        raise _too_deep(value) from None
    except Exception as error:
        raise _refused(value, error) from None


def _too_deep(value: Any) -> _Uncopyable:
    return _Uncopyable(f"a {type(value).__name__!r} object", ": nested too deeply")


def _refused(value: Any, error: Exception) -> _Uncopyable:
    return _Uncopyable(f"a {type(value).__name__!r} object", f": {error}")


_MISSING = object()
_NOTHING: dict[str, Any] = {}

_WAYS_TO_COPY = (
    "__new__", "__deepcopy__", "__copy__", "__reduce__", "__reduce_ex__", "__getstate__",
    "__setstate__",
)  # fmt: skip

_SHAPES: dict[type, tuple[bool, tuple[str, ...], frozenset[str] | None]] = {}
"""What ``_shape`` said of the dataclasses that have been sent."""

_MOST_SHAPES = 1000
"""Then it starts anew: classes that are defined again and again must not stay for ever."""

_COPIERS = {
    tuple: _tuple,
    list: _list,
    dict: _dict,
    set: _set,
    frozenset: _frozenset,
    bytearray: _bytearray,
    slice: _slice,
    types.GenericAlias: _generic_alias,
    types.MethodType: _method,
    types.BuiltinFunctionType: _builtin_method,
}
