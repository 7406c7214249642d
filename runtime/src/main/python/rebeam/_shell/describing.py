"""What ``NAME?`` and ``NAME??`` print: signature, type, value, place, documentation, source.

A class says more about its values with a method ``__rebeam_info__``, which returns a string or a
dict of words and values.
"""

from __future__ import annotations

import builtins
import difflib
import inspect
import sys
import types

import rebeam
from rebeam._core import limited
from rebeam._core.texts import class_name, printable, safe_repr
from rebeam._shell import display

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAX_LINES = 400
_MAX_TEXT = 40_000
_MAX_FACTS = 50
_INDENT = "    "
_NO = object()


def show(name: str, namespace: dict[str, Any], whole: bool) -> None:
    """Print what a dotted name, or a pid, stands for; with ``whole`` its source too."""
    value = rebeam.pid(name) if name.startswith("<") else _look_up(name, namespace)
    if value is not _NO:
        print("\n".join(_lines(name, value, whole)))


def _look_up(path: str, namespace: dict[str, Any]) -> Any:
    """The value of a dotted name, or ``_NO`` after a line that says what there is instead."""
    first, *rest = path.split(".")
    value = namespace.get(first, _NO)
    if value is _NO:
        value = getattr(builtins, first, _NO)
    if value is _NO:
        value = sys.modules.get(path, _NO)
        if value is not _NO:
            return value
        _print_missing(f"there is no {first!r}", first, [*namespace, *dir(builtins)])
        return _NO
    for at, attribute in enumerate(rest, 1):
        owner = value
        value = getattr(owner, attribute, _NO)
        if value is _NO:
            known = ".".join([first, *rest[: at - 1]])
            _print_missing(f"{known} has no {attribute!r}", attribute, dir(owner))
            return _NO
    return value


def _print_missing(what: str, name: str, known: list[str]) -> None:
    near = difflib.get_close_matches(name, known, 1)
    print(f"{what}; did you mean {near[0]!r}?" if near else f"{what}; Tab completes names")


def _lines(name: str, value: Any, whole: bool) -> list[str]:
    lines = [_signature(name, value) or f"{name}  {_kind(value)}"]
    if not _is_code(value):
        lines.append(_INDENT + display.render(value)[0].replace("\n", "\n" + _INDENT))
    place = _place(value)
    if place:
        lines.append(f"{_INDENT}defined in {place}")
    lines += [f"{_INDENT}{line}" for line in _facts(value)]
    doc = _doc(value)
    if doc:
        lines += ["", *_cut(doc)]
    if whole:
        lines += ["", *_source(value)]
    return lines


def _is_code(value: Any) -> bool:
    return isinstance(value, type | types.ModuleType) or inspect.isroutine(value)


def _kind(value: Any) -> str:
    if isinstance(value, type):
        return "class"
    if isinstance(value, types.ModuleType):
        return "module"
    size = f" of {len(value)}" if type(value) in (list, tuple, dict, set, str, bytes) else ""
    return class_name(type(value)) + size


def _signature(name: str, value: Any) -> str:
    if not callable(value):
        return ""
    try:
        signature = _without_quotes(inspect.signature(value))
    except (ValueError, TypeError):
        return ""
    word = "async def " if inspect.iscoroutinefunction(value) else ""
    if isinstance(value, type):
        word = "class "
    line = f"{word}{name}{signature}"
    if len(line) > display.WIDTH and signature.parameters:
        line = _spread(f"{word}{name}", signature)
    return printable(limited.cut(line, limited.MAX_RESULT))


def _without_quotes(signature: inspect.Signature) -> inspect.Signature:
    """Annotations that are text already, as ``from __future__ import annotations`` has them."""
    named = [
        one.replace(annotation=_Bare(one.annotation)) if isinstance(one.annotation, str) else one
        for one in signature.parameters.values()
    ]
    returned = signature.return_annotation
    if isinstance(returned, str):
        returned = _Bare(returned)
    return signature.replace(parameters=named, return_annotation=returned)


class _Bare(str):
    """Text whose ``repr`` has no quotes."""

    def __repr__(self) -> str:
        return str(self)


def _spread(name: str, signature: inspect.Signature) -> str:
    """With each parameter on a line of its own."""
    lines: list[str] = []
    before = None
    for one in signature.parameters.values():
        if one.kind is one.KEYWORD_ONLY and before not in (one.KEYWORD_ONLY, one.VAR_POSITIONAL):
            lines.append("*,")
        if before is one.POSITIONAL_ONLY and one.kind is not before:
            lines.append("/,")
        lines.append(f"{one},")
        before = one.kind
    _, arrow, returned = str(signature).rpartition(") -> ")
    body = "".join(f"\n{_INDENT}{line}" for line in lines)
    return f"{name}({body}\n)" + (f" -> {returned}" if arrow else "")


def _place(value: Any) -> str:
    """The file and line of what has a source."""
    if not _is_code(value):
        return ""
    value = inspect.unwrap(value)
    try:
        file = inspect.getsourcefile(value) or inspect.getfile(value)
        code = getattr(value, "__code__", None)
        line = code.co_firstlineno if code is not None else 0
        if isinstance(value, type):
            line = inspect.getsourcelines(value)[1]
    except (OSError, TypeError):
        return ""
    return printable(f"{file}:{line}" if line else file)


def _facts(value: Any) -> list[str]:
    """What rebeam says of a process, and a class of its values."""
    if type(value) is rebeam.Pid:
        facts: Any = rebeam.process_info(value)
        if facts is None:
            return ["dead; :dead shows why, if it is among the last"]
        names = ("registered_name", "label", "status", "message_queue_len", "current_function")
        facts = {one: facts[one] for one in names if facts.get(one) not in (None, "")}
    elif hasattr(type(value), "__rebeam_info__"):
        try:
            facts = type(value).__rebeam_info__(value)
        except Exception as error:
            return [f"__rebeam_info__ raised {class_name(type(error))}"]
    else:
        return []
    if isinstance(facts, str):
        return _cut(facts)
    if not isinstance(facts, dict):
        return ["__rebeam_info__ returned neither a string nor a dict"]
    shown = list(facts.items())[:_MAX_FACTS]
    return [f"{printable(str(key))}: {safe_repr(fact)}" for key, fact in shown]


def _doc(value: Any) -> str:
    if not _is_code(value):
        value = type(value)
        if value.__module__ == "builtins":
            return ""
    try:
        return inspect.getdoc(value) or ""
    except Exception:
        return ""


def _source(value: Any) -> list[str]:
    try:
        return _cut(inspect.getsource(inspect.unwrap(value) if _is_code(value) else type(value)))
    except (OSError, TypeError):
        return ["no source: it is not written in Python"]


def _cut(text: str) -> list[str]:
    lines = printable(limited.cut(str(text), _MAX_TEXT)).rstrip().split("\n")
    more = len(lines) - _MAX_LINES
    return lines if more <= 0 else [*lines[:_MAX_LINES], f"… {more} more lines"]
