"""Exceptions as data: all that is shown of one, as text, so that no frame stays alive.

The runtime makes the text of it when it is shown (``FailureText``).
"""

from __future__ import annotations

from _collections import deque  # type: ignore[import-not-found]

from rebeam._core import limited
from rebeam._core.texts import class_name, message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

    Failure = tuple[Any, ...]

_HALF = 50
"""Frames that are kept at each end of a traceback."""

_MAX_CHAIN = 5
"""Exceptions that are kept of a chain of causes."""

_MAX_MEMBERS = 10
"""Exceptions that are kept of one group."""

_MAX_ALL = 40
"""Exceptions that are kept in all."""

_MAX_NOTES = 10

# Read past what a class of the program may have put in their place.
_OF_ALL = BaseException.__dict__
_traceback_of = _OF_ALL["__traceback__"].__get__
_cause_of = _OF_ALL["__cause__"].__get__
_context_of = _OF_ALL["__context__"].__get__
_suppresses_context = _OF_ALL["__suppress_context__"].__get__
_members_of = BaseExceptionGroup.__dict__["exceptions"].__get__
_qualified_name = type.__dict__["__qualname__"].__get__


def capture(error: BaseException) -> Failure:
    """The contents of ``error`` as the runtime takes them: tuples of text and numbers.

    Type, its qualified name, message, notes, frames (file, line, name one after the other),
    how many frames are missing in their middle, the place of a syntax error (file, line, text,
    column), whether ``earlier`` is its cause, ``earlier`` or None, members of a group, how
    many there are.
    """
    return _Capture().of(error, 0)


class _Capture:
    def __init__(self) -> None:
        self.seen: list[BaseException] = []

    def of(self, error: BaseException, chained: int) -> Failure:
        self.seen.append(error)
        kind = type(error)
        frames, hidden = _frames(_traceback_of(error))
        is_cause, earlier = self._earlier(error)
        taken = None
        if earlier is not None and chained < _MAX_CHAIN and self._takes(earlier):
            taken = self.of(earlier, chained + 1)
        members: tuple[BaseException, ...] = ()
        if issubclass(kind, BaseExceptionGroup):
            members = _members_of(error)
        return (
            class_name(kind),
            _qualified_name(kind),
            message(error),
            _notes(error),
            frames,
            hidden,
            _syntax(error) if issubclass(kind, SyntaxError) else (),
            is_cause,
            taken,
            tuple([self.of(m, chained + 1) for m in members[:_MAX_MEMBERS] if self._takes(m)]),
            len(members),
        )

    def _takes(self, error: BaseException) -> bool:
        return len(self.seen) < _MAX_ALL and not any([error is other for other in self.seen])

    def _earlier(self, error: BaseException) -> tuple[bool, BaseException | None]:
        cause = _cause_of(error)
        if cause is not None:
            return True, cause
        return False, None if _suppresses_context(error) else _context_of(error)


def _frames(at: TracebackType | None) -> tuple[tuple[Any, ...], int]:
    first: list[Any] = []
    last: deque[Any] = deque(maxlen=_HALF)
    count = 0
    while at is not None:
        if count < _HALF:
            first.append(at)
        else:
            last.append(at)
        count += 1
        at = at.tb_next
    parts: list[Any] = []
    for kept in (*first, *last):
        code = kept.tb_frame.f_code
        parts += (code.co_filename, kept.tb_lineno or 0, code.co_name)
    return tuple(parts), count - len(first) - len(last)


def _notes(error: BaseException) -> tuple[str, ...]:
    try:
        notes = getattr(error, "__notes__", None)
        if not isinstance(notes, (list, tuple)):
            return ()
        kept = [n if isinstance(n, str) else limited.line(n) for n in notes[:_MAX_NOTES]]
        return tuple([limited.cut(note, limited.MAX_MESSAGE) for note in kept])
    except Exception:
        return ()  # __notes__ is something else in a class of the program


def _syntax(error: Any) -> tuple[Any, ...]:
    """The place of the error in the source; empty when it has none."""
    try:
        text = error.text
        return (
            str(error.filename or "<input>"),
            int(error.lineno or 0),
            text[: limited.MAX_RESULT].rstrip("\n") if isinstance(text, str) else "",
            int(error.offset or 0),
        )
    except Exception:
        return ()
