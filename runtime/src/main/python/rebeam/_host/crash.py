"""Crash reports and warnings of the runtime in Python's logging.

The runtime keeps them and decides which are shown, and how; this module writes those.
What a program does to logging as a whole, or to ``sys.stderr``, does not hide them.
"""

from __future__ import annotations

import logging

import _rebeam_host as _host
from rebeam._core import texts
from rebeam._core.types import Pid
from rebeam._host.stderr import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

logger = logging.getLogger("rebeam.crash")
"""Gets a record for each report that is shown; the ``report`` attribute of one about an
exception is a dict of the details."""


def publish(
    logger_name: str, block: str, subject: str, serial: int, name: str, details: Any
) -> None:
    """Log a report; ``block`` is the text to write, ``subject`` its first line.

    ``details``: the exit reason of a process that crashed, a dict, or None.
    """
    log = logging.getLogger(logger_name)
    extra: dict[str, Any] = {"block": block}
    if type(details) is dict:
        extra["report"] = details
    elif details is not None:
        extra["report"] = {
            "pid": Pid(_host.process_of_serial(serial)),
            "name": name,
            "reason": details,
            "text": _host.failure_text(details.captured),
            "traceback": details.traceback,
        }
    level = logging.WARNING if logger_name == "rebeam.scheduler" else logging.ERROR
    if log.disabled or log.manager.disable >= level:  # as dictConfig() and disable() leave it
        _tell_once("logging is switched off; reports of the runtime come here, and to :log")
        write(block)
        return
    try:
        log.log(level, "%s", subject, extra=extra)
    except Exception as failure:  # of a handler or a filter
        _tell_once(
            f"logging to {logger_name} failed ({texts.class_name(type(failure))});"
            " reports of the runtime come here, and to :log"
        )
        write(block)


_told: set[str] = set()


def _tell_once(line: str) -> None:
    if line not in _told:
        _told.add(line)
        write(line)


class CrashHandler(logging.Handler):
    """Writes what is logged to ``sys.stderr``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        block = getattr(record, "block", None)
        write(texts.printable(record.getMessage()) if block is None else block)


def _install() -> None:
    """Give the loggers their default handler; a program may replace it."""
    handler = CrashHandler()
    for name in ("rebeam.crash", "rebeam.supervisor", "rebeam.scheduler"):
        log = logging.getLogger(name)
        log.addHandler(handler)
        log.propagate = False


_install()  # when a program has imported logging
