"""Exceptions as text: cause first, user frames only; or whole."""

from __future__ import annotations

import sys
from posix import getcwd

from rebeam._texts import cause, class_name, message, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

_LIBRARY = (__file__.rpartition("/")[0] + "/", "<frozen rebeam.", "<frozen rebeam>")
"""How file names of our code begin: the build compiles it under names without a path."""

_MAX_FRAMES = 20

# GraalPy drops the file name where types.coroutine was applied.
_NO_FILES = ("", "<boot>", "<rebeam>", "<frozen importlib._bootstrap>")


def brief(error: BaseException) -> str:
    """Cause first, then the user's frames, innermost last; no runtime frames."""
    import linecache  # noqa: F401  # for _source

    try:
        return printable(_brief(error))
    except Exception as failure:
        return f"{cause(error)}\n  (traceback unavailable: {cause(failure)})"


def _brief(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return _syntax(error)
    lines = [f"{class_name(type(error))}: {message(error)}".removesuffix(": ")]
    lines += getattr(error, "__notes__", [])
    frames = [f for f in _frames(error) if not is_ours(f[0].co_filename)]
    lines += _frame_lines(frames)
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and earlier is not error:
        lines.append(f"  because of {cause(earlier)}")
        lines += _frame_lines([f for f in _frames(earlier) if not is_ours(f[0].co_filename)])
    return "\n".join(lines)


def place(error: BaseException) -> str:
    """The innermost place in user code, ``app.py:12 in worker``; empty when there is none."""
    users = [frame for frame in _frames(error) if not is_ours(frame[0].co_filename)]
    if not users:
        return ""
    code, line = users[-1]
    name = "" if code.co_name in ("<module>", "_cell_") else f" in {code.co_name}"
    return f"{_place(code.co_filename)}:{line}{name}"


def full(error: BaseException) -> str:
    """The whole traceback as Python prints it, the runtime's frames included."""
    import traceback

    try:
        return "".join(traceback.format_exception(error)).rstrip("\n")
    except Exception as failure:
        return f"{cause(error)}\n  (traceback unavailable: {cause(failure)})"


def where_now() -> str:
    """``app.py:12`` of the user code that the calling thread is in; empty when in none."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if not is_ours(frame.f_code.co_filename):
            return f"{_place(frame.f_code.co_filename)}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def stack_now() -> str:
    """The calling thread's user frames, innermost last, as tracebacks show them."""
    frames: list[tuple[CodeType, int]] = []
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if not is_ours(frame.f_code.co_filename):
            frames.append((frame.f_code, frame.f_lineno))
        frame = frame.f_back
    return "\n".join(_frame_lines(frames[::-1]))


def _frames(error: BaseException) -> list[tuple[CodeType, int]]:
    frames = []
    at = error.__traceback__
    while at is not None:
        frames.append((at.tb_frame.f_code, at.tb_lineno))
        at = at.tb_next
    return frames


def _frame_lines(frames: list[tuple[CodeType, int]]) -> list[str]:
    lines = []
    if len(frames) > _MAX_FRAMES:
        hidden = len(frames) - _MAX_FRAMES
        half = _MAX_FRAMES // 2
        lines = _frame_lines(frames[:half])
        lines.append(f"  … {hidden} more frames")
        return lines + _frame_lines(frames[-half:])
    for code, line in frames:
        name = code.co_name
        where = f" in {name}" if name not in ("<module>", "_cell_") else ""
        lines.append(f"  {_place(code.co_filename)}:{line}{where}")
        source = _source(code.co_filename, line).strip()
        if source:
            lines.append(f"      {source}")
    return lines


def _source(file: str, line: int) -> str:
    """A line of a file; empty before ``linecache`` has been imported.

    At a safepoint nothing may be imported: any thread may be in the midst of it.
    """
    getline = getattr(sys.modules.get("linecache"), "getline", None)
    return "" if getline is None else getline(file, line)


def _place(path: str) -> str:
    """Shorter for what is below the current folder. Imports nothing, as ``os.path`` would."""
    try:
        here = getcwd().rstrip("/") + "/"
    except OSError:
        return path
    return path.removeprefix(here).removeprefix("./")


def is_ours(path: str) -> bool:
    """Whether a code object's file name is one of rebeam's own."""
    return path.startswith(_LIBRARY) or path in _NO_FILES


def _syntax(error: SyntaxError) -> str:
    lines = [f"{class_name(type(error))}: {error.msg}"]
    lines.append(f"  {_place(error.filename or '<input>')}:{error.lineno}")
    text: Any = error.text or _source(error.filename or "", error.lineno or 0)
    if text:
        shown = text.rstrip("\n")
        stripped = shown.lstrip()
        lines.append(f"      {stripped}")
        if error.offset:
            at = max(0, error.offset - 1 - (len(shown) - len(stripped)))
            lines.append("      " + " " * at + "^")
    return "\n".join(lines)
