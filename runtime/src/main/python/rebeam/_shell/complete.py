"""Completion of Python input: looks names up, never runs user code."""

from __future__ import annotations

import builtins
import inspect
import keyword
import re
import sys
from typing import Any

import _rebeam_host as _host
from rebeam._core import later_names
from rebeam._shell.session import Session

_MOST = 500
_PID = re.compile(r"<[\d.]*$")
_NAME_STRING = re.compile(
    r"\b(?:send|whereis|monitor|unregister|register|send_after|start_timer)\(\s*[\"']([^\"']*)$"
)
_FROM = re.compile(r"^\s*from\s+([\w.]+)\s+import\s+(?:[\w\s,]*,\s*)?(\w*)$")
_IMPORT = re.compile(r"^\s*(?:import|from)\s+(?:[\w.\s,]*,\s*)?([\w.]*)$")
_WORD = re.compile(r"([^\W\d]\w*(?:\.\w*)*)?$")
_NO = object()

Row = tuple[str, str, str, str]


def complete(session: Session, text: str) -> list[Row]:
    """Rows of (value, display, group, description) for the text before the cursor."""
    text = str(text)
    session.bring_in(later_names.NAMES)
    try:
        return _rows(session, text)[:_MOST]
    except Exception:
        return []


def _rows(session: Session, text: str) -> list[Row]:
    line = text.rsplit("\n", 1)[-1]
    if found := _PID.search(line):
        return _processes(found.group())
    if found := _NAME_STRING.search(line):
        return _names(found.group(1))
    if found := _FROM.match(line):
        return _members_of_module(found.group(1), found.group(2))
    if found := _IMPORT.match(line):
        return _modules(found.group(1))
    found = _WORD.search(line)
    word = found.group(1) if found else None
    if word is None:
        return _processes("") if re.search(r"[(,]\s*$", line) else []
    if "." in word:
        return _attributes(session, word)
    return _plain(session, word)


def _processes(prefix: str) -> list[Row]:
    rows = []
    for process in _host.processes():
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


def _modules(prefix: str) -> list[Row]:
    package, _, start = prefix.rpartition(".")
    if package:
        return _members_of_module(package, start, package + ".")
    known = set(sys.stdlib_module_names) | {m for m in sys.modules.copy() if "." not in m}
    return [
        (name, name, "modules", "")
        for name in sorted(known)
        if name.startswith(start) and (start.startswith("_") or not name.startswith("_"))
    ]


def _members_of_module(module: str, prefix: str, before: str = "") -> list[Row]:
    loaded = sys.modules.get(module)
    if loaded is None:
        return []
    return [
        (before + name, name, "names", _describe(value))
        for name, value in sorted(vars(loaded).copy().items())
        if name.startswith(prefix) and (prefix.startswith("_") or not name.startswith("_"))
    ]


def _attributes(session: Session, word: str) -> list[Row]:
    base, _, prefix = word.rpartition(".")
    value = _look_up(session, base)
    if value is _NO:
        return []
    rows = []
    for name in sorted(_member_names(value)):
        if name.startswith(prefix) and (prefix.startswith("_") or not name.startswith("_")):
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


def _plain(session: Session, prefix: str) -> list[Row]:
    rows = []
    for name, value in sorted(session.namespace.copy().items()):
        if name.startswith(prefix) and (prefix.startswith("_") or not name.startswith("_")):
            rows.append((name, name, "names", _describe(value)))
    for name, value in sorted(vars(builtins).items()):
        if name.startswith(prefix) and not name.startswith("_"):
            if name not in session.namespace:
                rows.append((name, name, "builtins", _describe(value)))
    rows += [(word, word, "keywords", "") for word in keyword.kwlist if word.startswith(prefix)]
    return rows


def _describe(value: Any) -> str:
    if isinstance(value, type):
        return "class"
    if inspect.ismodule(value):
        return "module"
    if inspect.isroutine(value):
        return "function"
    return type(value).__name__
