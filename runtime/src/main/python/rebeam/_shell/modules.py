"""Modules and files by the beginnings of their names; nothing is imported."""

from __future__ import annotations

import os
import re
import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

_MAX_SOURCE = 1_000_000
_EXAMINED = 10_000
_DEFINED = re.compile(
    r"^(?:async[ ]+def|def|class)[ ]+(?P<defined>[^\W\d]\w*)"
    r"|^(?P<bound>[^\W\d]\w*)[ ]*(?::[^=\n]+)?=(?!=)"
    r"|^from[ ]+[\w.]+[ ]+import[ ]+(?P<imported>\([^)]*\)|[^\n#]*)",
    re.MULTILINE,
)

Row = tuple[str, str, str, str]


def fits(name: str, prefix: str) -> bool:
    """Whether a name is offered for what is typed; private ones only after an underscore."""
    return name.startswith(prefix) and (prefix.startswith("_") or not name.startswith("_"))


def stands_in_string(text: str) -> bool:
    """Whether a text can stand in a string, whatever its quotes, as it is."""
    return text.isprintable() and not set(text) & set("\"'\\")


def starting_with(prefix: str) -> list[Row]:
    """Modules whose dotted names begin so."""
    package, _, start = prefix.rpartition(".")
    if package:
        before, names = package + ".", submodules(package)
    else:
        before, names = "", _top_modules(start)
    return [(before + name, name, "modules", "") for name in sorted(names) if fits(name, start)]


def _top_modules(start: str) -> set[str]:
    names = set(sys.stdlib_module_names) | {m for m in sys.modules.copy() if "." not in m}
    for folder in sys.path.copy():
        names |= _modules_in(folder or ".", start)
    return names


def submodules(package: str) -> set[str]:
    """The modules inside a package, loaded or not."""
    known = {m[len(package) + 1 :] for m in sys.modules.copy() if m.startswith(package + ".")}
    names = {name for name in known if "." not in name}
    for folder in _folders(package):
        names |= _modules_in(folder, "")
    return names


def _folders(package: str) -> list[str]:
    loaded = sys.modules.get(package)
    if loaded is not None:
        path = vars(loaded).get("__path__")
        return list(path) if isinstance(path, list) else []
    parent, _, _name = package.rpartition(".")
    spec = PathFinder.find_spec(package, _folders(parent) if parent else None)
    return list(spec.submodule_search_locations or ()) if spec is not None else []


def _spec(module: str) -> ModuleSpec | None:
    parent = module.rpartition(".")[0]
    return PathFinder.find_spec(module, _folders(parent) if parent else None)


def _modules_in(folder: str, start: str) -> set[str]:
    names = set()
    try:
        with os.scandir(folder) as entries:
            for _, entry in zip(range(_EXAMINED), entries):
                name, dot, rest = entry.name.partition(".")
                if not name.isidentifier() or not name.startswith(start):
                    continue
                if dot and rest.endswith(("py", "so")) or not dot and _is_package(entry.path):
                    names.add(name)
    except OSError:
        pass
    names.discard("__init__")
    return names


def _is_package(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, "__init__.py"))


def names_in_source(module: str, prefix: str) -> list[Row]:
    """The names that the text of a module that is not loaded binds, and its submodules."""
    names = submodules(module)
    text = _source(module)
    for found in _DEFINED.finditer(text):
        imported = found.group("imported")
        if imported is not None:
            words = (part.split(" as ")[-1].strip() for part in imported.strip("()").split(","))
            names.update(word for word in words if word.isidentifier())
        else:
            names.add(found.group("defined") or found.group("bound"))
    return [(name, name, "names", "") for name in sorted(names) if fits(name, prefix)]


def _source(module: str) -> str:
    parent, _, _name = module.rpartition(".")
    spec = PathFinder.find_spec(module, _folders(parent) if parent else None)
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return ""
    try:
        with open(spec.origin, encoding="utf-8", errors="replace") as file:
            return file.read(_MAX_SOURCE)
    except OSError:
        return ""


def files(typed: str) -> list[Row]:
    """Files whose names begin so; folders end in a slash."""
    folder, slash, start = typed.rpartition("/")
    try:
        rows = []
        with os.scandir(os.path.expanduser(folder + slash) or ".") as entries:
            for _, entry in zip(range(_EXAMINED), entries):
                name = entry.name
                if not name.startswith(start) or (name.startswith(".") and not start):
                    continue
                if stands_in_string(name):
                    end = "/" if entry.is_dir() else ""
                    rows.append((folder + slash + name + end, name + end, "files", ""))
        return sorted(rows)
    except OSError:
        return []
