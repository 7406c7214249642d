"""Frozen dataclasses that are there without the ``dataclasses`` module.

That module, with what it imports, takes a third of a node's start. So the few classes
of the runtime's own messages and reasons do by hand what its decorator does; the functions of
``dataclasses`` take them for frozen dataclasses with slots.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Generic:
    """Lets a class be written as ``Task[int]``, without the module ``typing``."""

    __slots__ = ()

    def __class_getitem__(cls, parameter: Any) -> Any:
        return cls


class _Described:
    """An attribute that ``dataclasses`` looks for, made when it is first read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type[Record]) -> Any:
        from dataclasses import field, make_dataclass

        hints = owner.__init__.__annotations__
        defaults = owner.__init__.__defaults__ or ()
        names = owner.__match_args__
        required = len(names) - len(defaults)
        fields: list[Any] = [(name, hints[name]) for name in names[:required]]
        for name, default in zip(names[required:], defaults):
            fields.append((name, hints[name], field(default=default)))
        described = make_dataclass(owner.__name__, fields, frozen=True)
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(owner, name, getattr(described, name))
        return getattr(owner, self.name)


class Record:
    """The base of the runtime's values: equal by value, hashable, unchangeable.

    A subclass gives ``__slots__``, the same as ``__match_args__``, and an ``__init__``
    that sets them by ``object.__setattr__``.
    """

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()
    __dataclass_fields__: Any = _Described("__dataclass_fields__")
    __dataclass_params__: Any = _Described("__dataclass_params__")

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        parts = [f"{name}={getattr(self, name)!r}" for name in self.__match_args__]
        return f"{type(self).__name__}({', '.join(parts)})"

    def __setattr__(self, name: str, value: Any) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> list[Any]:
        return list(self._values())

    def __setstate__(self, state: list[Any]) -> None:
        for name, value in zip(self.__match_args__, state):
            object.__setattr__(self, name, value)
