"""From Python exceptions and values to exit reasons (semantics N2)."""

from __future__ import annotations

from rebeam._core.copying import copy_message
from rebeam._core.failures import capture
from rebeam._core.limited import MAX_LINE, first_line, line
from rebeam._core.types import CallError, Crashed, ProcessExit, Reason, Shutdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KINDS = {"normal": "NORMAL", "kill": "KILL", "shutdown": "SHUTDOWN"}


def encode(reason: Any) -> tuple[str, Any, str]:
    """A reason as the runtime takes it: its kind, the term, one line of text."""
    if isinstance(reason, str):
        word = str(reason)
        return (_KINDS.get(word, "OTHER"), word, first_line(word))
    term = copy_message(reason)
    if type(term) is Shutdown:
        return ("SHUTDOWN", term, line(term))
    if type(term) is Crashed:
        return ("CRASHED", term, first_line(f"{term.exc_type}: {term.message[:MAX_LINE]}"))
    return ("OTHER", term, line(term))


def of_exception(error: Any) -> Any:
    """The exit reason of a process whose function raised ``error``, an exception."""
    kind = type(error)  # isinstance() would also read the object's __class__
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
    captured = capture(error)
    made = Crashed(captured[0], captured[2])
    object.__setattr__(made, "captured", captured)
    return made
