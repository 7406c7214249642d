"""The parameters of a callable, read without running any of its code."""

from __future__ import annotations

import inspect
import types

from rebeam._shell.places import keyword_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NO = object()
_PLAIN = (type(None), bool, int, float, str)
_MAX_DEFAULT = 30


class Parameter:
    """A parameter of a function."""

    def __init__(
        self, name: str, annotation: str, default: str | None, by_name: bool, by_position: bool
    ) -> None:
        """``annotation`` is text, or ``""``; ``default`` is text, ``...`` for one that is not
        plain, None for none."""
        self.name = name
        self.annotation = annotation
        self.default = default
        self.by_name = by_name
        self.by_position = by_position

    @property
    def description(self) -> str:
        """Type and default."""
        default = "" if self.default is None else f"= {self.default}"
        return f"{self.annotation} {default}".strip()


def parameters_of(value: Any) -> tuple[Parameter, ...] | None:
    """The parameters that a call gives; None where that cannot be seen."""
    bound = 0
    if type(value) is types.MethodType:
        value = value.__func__
        bound = 1
    elif isinstance(value, type):
        value = inspect.getattr_static(value, "__init__", None)
        bound = 1
    while type(value) is types.FunctionType and "__wrapped__" in value.__dict__:
        value = value.__dict__["__wrapped__"]
    if type(value) is not types.FunctionType:
        return None
    return _parameters(value)[bound:]


def _parameters(function: types.FunctionType) -> tuple[Parameter, ...]:
    code = function.__code__
    annotations: dict[str, Any] = function.__annotations__
    positional = code.co_argcount
    defaults: dict[str, Any] = dict(function.__kwdefaults__ or {})
    own = function.__defaults__ or ()
    names = code.co_varnames[: positional + code.co_kwonlyargcount]
    defaults.update(zip(names[positional - len(own) : positional], own))
    return tuple(
        Parameter(
            name,
            _type(annotations.get(name, _NO)),
            _default(defaults.get(name, _NO)),
            n >= code.co_posonlyargcount,
            n < positional,
        )
        for n, name in enumerate(names)
    )


def _type(annotation: Any) -> str:
    if annotation is _NO:
        return ""
    return annotation if type(annotation) is str else getattr(annotation, "__name__", "")


def _default(value: Any) -> str | None:
    if value is _NO:
        return None
    text = repr(value) if type(value) in _PLAIN else "..."
    return text if len(text) <= _MAX_DEFAULT else "..."


def parameter_at(parameters: tuple[Parameter, ...], arguments: tuple[str, ...]) -> Parameter | None:
    """The parameter that the last of the arguments is for; None if none is known."""
    name = keyword_of(arguments[-1])
    if name is not None:
        return next((one for one in parameters if one.name == name), None)
    at = len(arguments) - 1
    if at < len(parameters) and parameters[at].by_position:
        return parameters[at]
    return None
