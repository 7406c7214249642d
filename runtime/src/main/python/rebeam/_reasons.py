"""From Python exceptions and values to exit reasons (semantics N2)."""

from __future__ import annotations

from rebeam._copy import copy_message
from rebeam._texts import class_name, message, safe_repr
from rebeam._types import CallError, Crashed, ProcessExit, Reason, Shutdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KINDS = {"normal": "NORMAL", "kill": "KILL", "shutdown": "SHUTDOWN"}
_LONGEST = 200


def encode(reason: Any) -> tuple[str, Any, str]:
    """A reason as the runtime takes it: its kind, the term, one line of text."""
    if isinstance(reason, str):
        word = str(reason)
        return (_KINDS.get(word, "OTHER"), word, _line(word))
    term = copy_message(reason)
    if type(term) is Shutdown:
        return ("SHUTDOWN", term, _line(repr(term)))
    if type(term) is Crashed:
        return ("CRASHED", term, _line(f"{term.exc_type}: {term.message}"))
    return ("OTHER", term, _line(safe_repr(term)))


def of_exception(error: BaseException) -> Any:
    """The exit reason of a process whose function raised ``error``."""
    kind = type(error)  # not isinstance(), which asks the object too
    if issubclass(kind, ProcessExit):
        return error.reason
    if issubclass(kind, SystemExit):
        code = error.code
        return Reason.NORMAL if code is None or code == 0 else Shutdown(("system_exit", code))
    if issubclass(kind, CallError):
        return (error.reason, ("call", error.dest))
    return crashed(error)


def crashed(error: BaseException) -> Crashed:
    """The record of an exception, as text."""
    from rebeam import _tracebacks

    return Crashed(class_name(type(error)), message(error), _tracebacks.full(error))


def _line(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) <= _LONGEST else first[: _LONGEST - 1] + "…"
