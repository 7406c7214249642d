"""Ties libraries to the runtime when a program imports them, and not before."""

from __future__ import annotations

import _frozen_importlib as _frozen
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import types
    from typing import Any

_TIES = {
    "asyncio": "rebeam._host.asyncio_entry",
    "asyncio.subprocess": "rebeam._host.refusals",
    "concurrent.futures.process": "rebeam._host.refusals",
    "getpass": "rebeam._host.passwords",
    "linecache": "rebeam._shell.sources",
    "logging": "rebeam._host.crash",
    "multiprocessing.heap": "rebeam._host.refusals",
    "multiprocessing.process": "rebeam._host.refusals",
    "os": "rebeam._host.refusals",
    "pty": "rebeam._host.refusals",
    "signal": "rebeam._host.signals",
    "socket": "rebeam._host.sockets",
    "sysconfig": "rebeam._host.configuration",
    "threading": "rebeam._host.threads",
}
"""Each library, and the module that is imported, and whose ``install()`` or
``refuse_in(library)`` runs, if it has one, when the library has been loaded."""

_MISSING = {"grp": "use subprocess.run(['getent', 'group'], capture_output=True, text=True)"}
"""Modules that are not there, and what to do instead."""


_lock_unlock_module = _frozen._lock_unlock_module  # type: ignore[attr-defined]


class _Finder:
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in _TIES and name not in _MISSING:
            return None
        others = [finder for finder in sys.meta_path if finder is not self]
        found = (finder.find_spec(name, path, target) for finder in others)
        spec: Any = next((spec for spec in found if spec is not None), None)
        if spec is None and name in _MISSING:
            text = f"No module named {name!r} in GraalPy: {_MISSING[name]}"
            raise ModuleNotFoundError(text, name=name)
        if name in _TIES and spec is not None and spec.loader is not None:
            if isinstance(spec.loader, type):  # one for all frozen modules
                spec.loader = type(spec.loader.__name__, (spec.loader,), {})
            execute = spec.loader.exec_module

            def exec_module(module: types.ModuleType) -> None:
                execute(module)
                tie = _TIES[name]
                __import__(tie)
                install = getattr(sys.modules[tie], "install", None)
                if install is not None:
                    install()
                refuse_in = getattr(sys.modules[tie], "refuse_in", None)
                if refuse_in is not None:
                    refuse_in(module)
                del _TIES[name]  # not before: an import that is interrupted is tried again

            spec.loader.exec_module = exec_module
        return spec


def watch() -> None:
    """Called at boot."""
    sys.meta_path.insert(0, _Finder())  # type: ignore[arg-type]
    _frozen._lock_unlock_module = _await_import  # type: ignore[attr-defined]


def _await_import(name: str) -> None:
    """Wait until another thread has imported a module whose object the caller has already.

    When that import has failed, because its process was killed for example, CPython leaves
    the caller with what there is of the module. Here the caller imports it anew, into the
    object that it has.
    """
    begun = sys.modules.get(name)
    _lock_unlock_module(name)
    if begun is not None and sys.modules.get(name) is not begun:
        anew = _frozen._gcd_import(name)  # type: ignore[attr-defined]
        begun.__dict__.update(getattr(anew, "__dict__", {}))


def preload() -> None:
    """Import what most sessions need later. Called when the node has been up for a moment."""
    import linecache

    import rebeam
    from rebeam._core import later_names
    from rebeam._shell import awaiting, complete

    for name in later_names.NAMES:  # completion offers them all
        getattr(rebeam, name)
    assert linecache and awaiting and complete
