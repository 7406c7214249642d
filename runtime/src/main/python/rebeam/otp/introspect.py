"""Looking into servers that run, and changing them (OTP's ``sys``).

Each function is awaited; in a blocking process it returns the value itself. They fail as
``call`` does, and raise what the server's own code raised.
"""

from __future__ import annotations

from rebeam.otp.calls import CALL_SECONDS, ask

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
