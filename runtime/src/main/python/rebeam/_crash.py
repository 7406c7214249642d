"""Crash reports: logged to ``rebeam.crash``, shown once, folded when repeated."""

from __future__ import annotations

import logging
import sys
import time

import _rebeam_host as _host
from rebeam import _texts, _tracebacks
from rebeam._types import Pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

logger = logging.getLogger("rebeam.crash")
"""Gets one record a crash; its ``report`` attribute is a dict of the details."""

_FOLD_SECONDS = 5.0
_qualified_name = type.__dict__["__qualname__"].__get__  # what no metaclass can change


def report(error: BaseException, reason: Any) -> None:
    """Log that the current process's code raised ``error``."""
    pid = Pid(_host.self_pid()._process)
    name = _host.describe_process(pid._process)
    cause = _texts.cause(error)
    brief = _tracebacks.brief(error)
    kind = _qualified_name(type(error))
    place = _tracebacks.place(error)
    _host.keep_report(logger.name, kind, place, name, cause, brief)
    logger.error(
        "%s %s crashed: %s",
        pid,
        name,
        cause,
        extra={
            "report": {
                "pid": pid,
                "name": name,
                "reason": reason,
                "text": brief,
                "traceback": _tracebacks.full(error),
            }
        },
    )


def log_event(logger_name: str, text: str) -> None:
    """Called by the runtime: log what it has to tell of its own accord."""
    log = logging.getLogger(str(logger_name))
    log.log(logging.ERROR if log is logger else logging.WARNING, "%s", text)


class CrashHandler(logging.Handler):
    """Writes a compact block to ``sys.stderr``; a cause seen just now is only counted."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._seen: dict[str, list[float]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        details = getattr(record, "report", None)
        told = _texts.printable(record.getMessage())  # names and labels come from programs
        text = details["text"] if details else told
        head = told.split("\n", 1)[0] if details else ""
        now = time.monotonic()
        seen = self._seen.get(text)
        if seen is not None and now - seen[0] < _FOLD_SECONDS:
            seen[1] += 1
            if not _is_power_of_two(int(seen[1])):
                return
            head += f"  (×{int(seen[1])})"
            text = ""
        else:
            if len(self._seen) > 1000:
                self._seen.clear()
            self._seen[text] = [now, 1]
        block = f"** {head}\n" if head else ""
        body = text.split("\n", 1)[1] + "\n" if "\n" in text else ""
        sys.stderr.write(block + body if block else f"** {text}\n")


def _is_power_of_two(count: int) -> bool:
    return count & (count - 1) == 0


def _install() -> None:
    """Give the loggers their default handler; a program may replace it."""
    handler = CrashHandler()
    for name in ("rebeam.crash", "rebeam.supervisor", "rebeam.scheduler"):
        log = logging.getLogger(name)
        log.addHandler(handler)
        log.propagate = False


_install()  # when something is logged, or when a program has imported logging
