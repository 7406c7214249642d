"""Requests of commands to a session: its variables, its inputs as a file, files and folders."""

from __future__ import annotations

import os
import time

from rebeam._core import limited
from rebeam._core.texts import class_name
from rebeam._shell import cells
from rebeam._shell.session import LATEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._shell.session import Session

_SECONDS_FOR_VALUES = 2
"""After this time the values of further variables are left out."""

_VALUE_CHARACTERS = 120
_MOST_BYTES = 16 << 20  # of a file to be run
_MOST_ENTRIES = 10_000  # of a folder
_UNITS = (
    ("characters", (str,)),
    ("bytes", (bytes, bytearray)),
    ("items", (list, tuple, dict, set, frozenset, range)),
)
_SMALL = (bool, int, float, complex)
"""Types whose values are not worth dropping from the results."""


class Refused(Exception):
    """The request itself is wrong."""


def is_users(session: Session, name: str, value: Any) -> bool:
    """Whether a binding was made by the user's code."""
    if name in LATEST or (name.startswith("__") and name.endswith("__")):
        return False
    return name not in session.own or session.own[name] is not value


def _users(session: Session) -> dict[str, Any]:
    names = session.namespace.copy()
    return {name: names[name] for name in sorted(names) if is_users(session, name, names[name])}


def _variables(session: Session, arguments: list[str]) -> list[list[str]]:
    """Name, type, length, unit and value of each variable whose name matches the pattern."""
    import fnmatch

    end = time.monotonic() + _SECONDS_FOR_VALUES
    rows = []
    for name, value in _users(session).items():
        if not arguments or fnmatch.fnmatchcase(name, arguments[0]):
            text = limited.line(value, _VALUE_CHARACTERS) if time.monotonic() < end else "…"
            rows.append([name, *_kind(value), text])
    return rows


def _kind(value: Any) -> list[str]:
    """The type, and the length with its unit; no code of the value runs."""
    kind = type(value)
    for unit, types in _UNITS:
        for known in types:
            if issubclass(kind, known) and kind.__len__ is known.__len__:
                return [class_name(kind), str(len(value)), unit]
    return [class_name(kind), "", ""]


def _forget(session: Session, names: list[str]) -> list[list[str]]:
    """Drop bindings. ``dropped``, name, type, length, unit and dropped results of each.

    With an unknown name nothing is dropped; the only row is ``unknown``, that name and the
    known ones.
    """
    variables = _users(session)
    for name in names:
        if name not in variables:
            return [["unknown", name, *variables]]
    return [
        ["dropped", name, *_kind(value), _drop(session, name, value)]
        for name, value in ((name, variables[name]) for name in names)
    ]


def _drop(session: Session, name: str, value: Any) -> str:
    if name in session.own:
        session.namespace[name] = session.own[name]
    else:
        session.namespace.pop(name, None)
    if isinstance(value, _SMALL):
        return ""
    numbers = [number for number, result in session.results.items() if result is value]
    for number in numbers:
        del session.results[number]
    if session.last_value is value:
        session.last_value = None
    session.latest = [result for result in session.latest if result is not value]
    for latest in LATEST:
        session.namespace.pop(latest, None)
    session.namespace.update(zip(LATEST, session.latest))
    return ",".join(map(str, numbers))


def _save(session: Session, arguments: list[str]) -> list[list[str]]:
    """Write inputs, given as numbers and texts, into a file; its path."""
    file, overwrite, *inputs = arguments
    texts = [
        _as_program(source, int(number) in session.awaited)
        for number, source in zip(inputs[::2], inputs[1::2])
    ]
    path = os.path.expanduser(file)
    try:
        with open(path, "w" if overwrite else "x", encoding="utf-8") as target:
            target.writelines(texts)
    except FileExistsError:
        raise Refused(f"'{file}' exists; -f overwrites it") from None
    except OSError as error:
        raise Refused(f"cannot write '{file}': {_reason(error)}") from None
    return [[os.path.abspath(path)]]


def _as_program(source: str, is_awaited: bool) -> str:
    """An input as part of a file: without the forms of the prompt."""
    tree, text = cells.parse_cell(source, "<input>")
    if is_awaited:
        text = cells.awaiting_last(tree, text)
    return text.rstrip() + "\n"


def _read(session: Session, arguments: list[str]) -> list[list[str]]:
    """The path and the text of a Python file."""
    file = arguments[0]
    path = os.path.abspath(os.path.expanduser(file))
    import io
    import tokenize

    try:
        if os.path.getsize(path) > _MOST_BYTES:
            raise Refused(f"cannot run '{file}': a program is at most {_MOST_BYTES >> 20} MB")
        with open(path, "rb") as source:
            encoding, lines = tokenize.detect_encoding(source.readline)
            rest = source.read(_MOST_BYTES)
        text = io.TextIOWrapper(io.BytesIO(b"".join(lines) + rest), encoding).read()
    except OSError as error:
        raise Refused(f"cannot run '{file}': {_reason(error)}") from None
    except (SyntaxError, UnicodeDecodeError) as error:
        raise Refused(f"cannot run '{file}': {error}") from None
    return [[path, text]]


def _path(session: Session, arguments: list[str]) -> list[list[str]]:
    """Where a file is, whose name may begin with ``~`` or be relative to the current folder."""
    try:
        return [[os.path.abspath(os.path.expanduser(arguments[0]))]]
    except OSError as error:
        raise Refused(f"the current folder is gone: {_reason(error)}") from None


def _folder(session: Session, arguments: list[str]) -> list[list[str]]:
    try:
        return [[os.getcwd()]]
    except OSError as error:
        raise Refused(f"the current folder is gone: {_reason(error)}") from None


def _change_folder(session: Session, arguments: list[str]) -> list[list[str]]:
    """Change the current folder; the new one."""
    folder = arguments[0] if arguments else "~"
    try:
        os.chdir(os.path.expanduser(folder))
    except OSError as error:
        raise Refused(f"cannot change to '{folder}': {_reason(error)}") from None
    return [[os.getcwd()]]


def _list_folder(session: Session, arguments: list[str]) -> list[list[str]]:
    """The entries of a folder, folders with a slash."""
    folder = arguments[0] if arguments else "."
    rows: list[list[str]] = []
    try:
        with os.scandir(os.path.expanduser(folder)) as entries:
            for entry in entries:
                if len(rows) == _MOST_ENTRIES:
                    rows.append(["…"])
                    break
                if not entry.name.startswith("."):
                    rows.append([entry.name + "/" * entry.is_dir()])
    except OSError as error:
        raise Refused(f"cannot list '{folder}': {_reason(error)}") from None
    return sorted(rows)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


REQUESTS = {
    "vars": _variables,
    "forget": _forget,
    "save": _save,
    "read": _read,
    "path": _path,
    "pwd": _folder,
    "cd": _change_folder,
    "ls": _list_folder,
}
