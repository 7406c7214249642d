"""Looking into servers that run, and changing them (OTP's ``sys``).

Each function but ``tables``, ``registries``, ``registry`` and ``groups`` is awaited; in a
blocking process it returns the value itself. They fail as ``call`` does, and raise what the
server's own code raised.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.waits import dual
from rebeam.otp.calls import CALL_SECONDS, ask, find, seconds_or_none

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def get_state(dest: Any, *, timeout: Any = CALL_SECONDS) -> Any:
    """A copy of the server's state: a dict of its attributes (J44)."""
    return ask("get_state", dest, None, timeout)


def replace_state(
    dest: Any, fn: Callable[[dict[str, Any]], dict[str, Any]], *, timeout: Any = CALL_SECONDS
) -> Any:
    """Set the state to ``fn(state)``, which runs in the server; the new state is returned.

    When ``fn`` raises, the state stays, and the exception is raised here (J44).
    """
    return ask("replace_state", dest, fn, timeout)


def get_status(dest: Any, *, timeout: Any = CALL_SECONDS) -> Any:
    """A dict: pid, module, status (running or suspended), parent, state, log (J45).

    The state is as the server's ``format_status`` shows it.
    """
    return ask("get_status", dest, None, timeout)


def show_state(dest: Any, *, full: bool = False, timeout: Any = CALL_SECONDS) -> Any:
    """The state as text, made by the server itself, so that nothing has to be copied.

    A dict: pid, server_class, suspended, attributes (a list of dicts with ``name`` and
    ``repr``, 200 at most, 4,096 characters each; with ``full`` a million) and left_out, how
    many more there are. The state is as the server's ``format_status`` shows it; when that
    is no dict, there is one attribute without a name.
    """
    return ask("show_state", dest, bool(full), timeout)


def tables() -> list[dict[str, Any]]:
    """The tables of the node, the oldest first, as ``:tables`` lists them. Needs no await.

    Keys: id, name (as text, or None), type, access, size, owner and heir (pids).
    """
    return _host.inspect_tables()  # type: ignore[no-any-return]


def registries() -> list[dict[str, Any]]:
    """The registries of the node, as ``:registry`` lists them. Needs no await.

    Keys: pid, keys ("unique" or "duplicate"), keys_count, entries_count.
    """
    return _host.inspect_registries()  # type: ignore[no-any-return]


def registry(dest: Any) -> list[dict[str, Any]] | None:
    """The entries of a registry by key: dicts with key, pid and value. Needs no await.

    Key and value are texts, so that nothing has to be copied. None when it is no registry.
    """
    process = find(dest)
    if process is None:
        return None
    return _host.inspect_registry(_host.serial(process))  # type: ignore[no-any-return]


def groups(*, limit: int = 100) -> list[dict[str, Any]]:
    """The groups that have members, as ``:groups`` lists them. Needs no await.

    Keys: scope and group (texts), members_count, members (pids, the first ``limit``).
    """
    return _host.inspect_groups_of_processes(int(limit))  # type: ignore[no-any-return]


def suspend(dest: Any, *, timeout: Any = CALL_SECONDS) -> Any:
    """From now on only system requests and the parent's exit are handled; others wait (J46)."""
    return ask("suspend", dest, None, timeout)


def resume(dest: Any, *, timeout: Any = CALL_SECONDS) -> Any:
    """End ``suspend``: what has waited is handled, in order (J46)."""
    return ask("resume", dest, None, timeout)


def trace(dest: Any, on: bool, *, timeout: Any = CALL_SECONDS) -> Any:
    """Print each message before it is handled (J49)."""
    return ask("trace", dest, on, timeout)


def log(dest: Any, what: Any = "get", *, timeout: Any = CALL_SECONDS) -> Any:
    """``True`` or a number: keep the last messages (10); ``"get"`` them; ``False``: end (J49)."""
    return ask("log", dest, what, timeout)


def statistics(dest: Any, what: Any = "get", *, timeout: Any = CALL_SECONDS) -> Any:
    """``True``: count; ``"get"`` a dict, or "no_statistics"; ``False``: end (J49)."""
    return ask("statistics", dest, what, timeout)


def change_code(
    dest: Any, new_class: type, old_version: Any = None, *, timeout: Any = CALL_SECONDS
) -> Any:
    """Make a suspended server one of ``new_class``, keeping its state and its messages (J24, J47).

    ``new_class.code_change(old_version, state)`` makes the new state. When it raises, the
    old code runs on with the old state, and the exception is raised here.
    """
    return ask("change_code", dest, (new_class, old_version), timeout)


def reload(module: str, *, change: bool = False, timeout: Any = CALL_SECONDS) -> Any:
    """Import a module again, and with ``change`` move its servers to their new classes.

    What is started from now on, by a supervisor too, is of the new classes. The servers that
    run keep the old ones until they move: all are suspended, each is changed by
    ``code_change(old_version, state)`` of its new class, and all go on. State and messages
    stay, and a server that was suspended before stays suspended. ``old_version`` is the
    attribute ``vsn`` of the old class, or None. A server whose ``code_change`` raises, or
    that does not answer within ``timeout`` seconds, runs on with its old class and state.

    A dict: module, file, and servers, a list of dicts for those that ran an old class:
    pid, registered_name, server_class, outcome ("old", "changed" or "failed") and detail.

    When the import raises, the module has what it had before, and the exception is raised
    here. Raises ValueError for a module that has not been imported, and for those that
    cannot be reloaded: rebeam's own and ``__main__``.
    """
    from rebeam.otp import hot_code

    seconds = seconds_or_none(timeout)
    return dual(hot_code.reload(module, bool(change), seconds))
