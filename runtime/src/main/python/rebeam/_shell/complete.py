"""Completion of Python input: looks names up, never runs user code."""

from __future__ import annotations

import builtins
import inspect
import keyword
import re
import sys
from itertools import islice

import _rebeam_host as _host
import rebeam
from rebeam._core import later_names
from rebeam._shell import modules, signatures
from rebeam._shell.modules import fits, stands_in_string
from rebeam._shell.places import Place, is_expression_start, keyword_of, place_of
from rebeam._shell.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from rebeam._shell.modules import Row

_MOST = 500
_EXAMINED = 10_000
"""How many keys of a dict are looked at."""

_PID = re.compile(r"<[\d.]*$")
_SENT = re.compile(r"([\w.]+|<0\.\d+\.0>|\"[^\"]*\"|'[^']*')\s*!\s*$")
_FROM = re.compile(r"^\s*from\s+([\w.]+)\s+import\s+(?:\(?[\w\s,]*,\s*|\(\s*)?(\w*)$")
_IMPORT = re.compile(r"^\s*(?:import|from)\s+(?:[\w.\s,]*,\s*)?([\w.]*)$")
_WORD = re.compile(r"([^\W\d]\w*(?:\.\w*)*)?$")
_NAMES_OF_FILES = frozenset(["open", "file", "filename", "fname", "path", "folder", "directory"])
_IN_EXPRESSIONS = (
    "False", "None", "True", "and", "async", "await", "else", "for", "if", "in", "is", "lambda",
    "not", "or", "yield",
)  # fmt: skip
_NO = object()


def complete(session: Session, text: str) -> list[Row]:
    """Rows of (value, display, group, description) for the text before the cursor.

    In a string the value is the whole content, without quotes; after a literal it begins
    with the dot; else it takes the place of the names and dots before the cursor.
    """
    text = str(text)
    session.bring_in(later_names.NAMES)
    try:
        return _rows(session, text)[:_MOST]
    except Exception:
        return []


def _rows(session: Session, text: str) -> list[Row]:
    line = text.rsplit("\n", 1)[-1]
    if found := _FROM.match(line):
        return _members_of_module(found.group(1), found.group(2))
    if found := _IMPORT.match(line):
        return modules.starting_with(found.group(1))
    place = place_of(text)
    if place.is_comment:
        return []
    if place.string is not None:
        return _in_string(session, place, place.string)
    if found := _PID.search(line):
        return _processes(found.group())
    if place.literal is not None:
        return _attributes_of_literal(place.literal, text.rpartition(".")[2])
    found = _WORD.search(line)
    word = found.group(1) if found else None
    rows = _in_call(session, place, word or "")
    if word is None:
        return rows
    if "." in word:
        return rows + _attributes(session, word)
    return rows + _plain(session, word, _IN_EXPRESSIONS if place.brackets else keyword.kwlist)


# ---- arguments of a call ----


def _in_call(session: Session, place: Place, word: str) -> list[Row]:
    """What an argument may be beside any expression: its name, and a process."""
    call = place.call
    if call is None or "." in word or not is_expression_start(call.arguments[-1]):
        return []
    parameters = signatures.parameters_of(_look_up(session, call.before))
    if parameters is None:
        return []
    given = {keyword_of(argument) for argument in call.arguments[:-1]}
    rows: list[Row] = [
        (f"{one.name}=", f"{one.name}=", "arguments", one.description)
        for one in parameters
        if one.by_name and one.name.startswith(word) and one.name not in given
    ]
    if not word and _is_for_process(signatures.parameter_at(parameters, call.arguments)):
        rows += _processes("")
    return rows


def _is_for_process(parameter: signatures.Parameter | None) -> bool:
    return parameter is not None and (
        parameter.name in ("pid", "dest") or re.search(r"\bPid\b", parameter.annotation) is not None
    )


# ---- strings ----


def _in_string(session: Session, place: Place, typed: str) -> list[Row]:
    inner = place.brackets[-1] if place.brackets else None
    is_alone = inner is not None and inner.arguments[-1][:1] in ("'", '"')
    if inner is not None and is_alone and inner.kind == "[" and inner.before:
        return _keys(_look_up(session, inner.before), typed)
    if inner is not None and is_alone and inner.kind == "(":
        if not inner.before:
            return _tags(session, place, typed) if len(inner.arguments) == 1 else []
        parameters = signatures.parameters_of(_look_up(session, inner.before)) or ()
        parameter = signatures.parameter_at(parameters, inner.arguments)
        if inner.before in ("whereis", "unregister") or _is_for_process(parameter):
            return _names(typed)
        name = inner.before if parameter is None else parameter.name
        if name in _NAMES_OF_FILES:
            return modules.files(typed)
    if "/" in typed or typed.startswith("~"):
        return modules.files(typed)
    return []


def _keys(value: Any, prefix: str) -> list[Row]:
    if dict not in type(value).__mro__:
        return []
    keys = [key for key in islice(dict.keys(value), _EXAMINED) if type(key) is str]
    return [
        (key, key, "keys", _describe(dict.get(value, key)))
        for key in keys
        if key.startswith(prefix) and stands_in_string(key)
    ]


def _tags(session: Session, place: Place, prefix: str) -> list[Row]:
    """The tags of the messages that wait in the mailbox of a receiver."""
    bracket = place.brackets[-1]
    outer = place.brackets[-2] if len(place.brackets) > 1 else None
    if outer is not None and outer.before == "send" and len(outer.arguments) == 2:
        target = outer.arguments[0]
    elif found := _SENT.search(place.text, 0, bracket.at):
        target = found.group(1)
    else:
        return []
    pid = _process_of(session, target)
    found_tags = rebeam.mbox(pid) if pid is not None else None
    if not found_tags:
        return []
    return [
        (tag, tag, "tags", f"{count} waiting")
        for tag, count in ((str(tag).strip("'"), n) for tag, n in found_tags["tags"].items())
        if tag.startswith(prefix) and tag.isidentifier()
    ]


def _process_of(session: Session, text: str) -> Any:
    """The pid that a receiver's text stands for, a variable, a name or a pid; else None."""
    if text[:1] in ("'", '"'):
        return rebeam.whereis(text.strip("'\""))
    value = rebeam.pid(text) if text.startswith("<") else _look_up(session, text)
    return value if type(value) is rebeam.Pid else None


# ---- what there is ----


def _processes(prefix: str) -> list[Row]:
    rows = []
    for process in _host.processes():
        if len(rows) == _MOST:
            break
        pid = f"<0.{_host.serial(process)}.0>"
        if pid.startswith(prefix):
            status = _host.process_item(process, "status")
            length = _host.process_item(process, "message_queue_len")
            name = _host.describe_process(process)
            rows.append((pid, pid, "processes", f"{name}  mq={length}  {status}"))
    return rows


def _names(prefix: str) -> list[Row]:
    return [
        (str(name), str(name), "registered names", "")
        for name in _host.registered()
        if str(name).startswith(prefix)
    ]


def _members_of_module(module: str, prefix: str) -> list[Row]:
    loaded = sys.modules.get(module)
    if loaded is None:
        return modules.names_in_source(module, prefix)
    rows = [
        (name, name, "names", _describe(value))
        for name, value in sorted(vars(loaded).copy().items())
        if fits(name, prefix)
    ]
    known = {row[0] for row in rows}
    inside = modules.submodules(module)
    rows += [(n, n, "names", "module") for n in inside if n.startswith(prefix) and n not in known]
    return rows


def _attributes_of_literal(kind: str, prefix: str) -> list[Row]:
    return [
        ("." + name, name, "attributes", _describe(member))
        for name, member in sorted(vars(getattr(builtins, kind)).items())
        if fits(name, prefix)
    ]


def _attributes(session: Session, word: str) -> list[Row]:
    base, _, prefix = word.rpartition(".")
    value = _look_up(session, base)
    if value is _NO:
        return []
    rows = []
    for name in sorted(_member_names(value)):
        if fits(name, prefix):
            member = inspect.getattr_static(value, name, _NO)
            what = "" if member is _NO else _describe(member)
            rows.append((f"{base}.{name}", name, "attributes", what))
    return rows


def _member_names(value: Any) -> set[str]:
    names: set[str] = set()
    own = inspect.getattr_static(value, "__dict__", None)
    if isinstance(value, type) or inspect.ismodule(value) or isinstance(own, dict):
        names.update(n for n in vars(value) if isinstance(n, str))
    elif hasattr(type(value), "__dictoffset__") and isinstance(
        object.__getattribute__(value, "__dict__") if _has_dict(value) else None, dict
    ):
        names.update(object.__getattribute__(value, "__dict__"))
    for cls in (value if isinstance(value, type) else type(value)).__mro__:
        names.update(n for n in cls.__dict__ if isinstance(n, str))
    return names


def _has_dict(value: Any) -> bool:
    try:
        object.__getattribute__(value, "__dict__")
    except AttributeError:
        return False
    return True


def _look_up(session: Session, path: str) -> Any:
    """The value of a dotted name, without descriptors, properties or ``__getattr__``."""
    first, *rest = path.split(".")
    value = session.namespace.get(first, _NO)
    if value is _NO:
        value = getattr(builtins, first, _NO)
    for name in rest:
        if value is _NO:
            return _NO
        value = inspect.getattr_static(value, name, _NO)
        if hasattr(type(value), "__get__") and not callable(value):
            return _NO  # a property would have to be run
    return value


def _plain(session: Session, prefix: str, keywords: Iterable[str]) -> list[Row]:
    rows = []
    for name, value in sorted(session.namespace.copy().items()):
        if fits(name, prefix):
            rows.append((name, name, "names", _describe(value)))
    for name, value in sorted(vars(builtins).items()):
        if name.startswith(prefix) and not name.startswith("_"):
            if name not in session.namespace:
                rows.append((name, name, "builtins", _describe(value)))
    rows += [(word, word, "keywords", "") for word in keywords if word.startswith(prefix)]
    return rows


def _describe(value: Any) -> str:
    if isinstance(value, type):
        return "class"
    if inspect.ismodule(value):
        return "module"
    if inspect.isroutine(value):
        return "function"
    return type(value).__name__
