"""Ties the library to the runtime that has just made the module ``_rebeam_host``."""

from __future__ import annotations

import sys
import warnings

import _rebeam_host as _host
from rebeam._core import exits
from rebeam._core.receiving import NOTHING
from rebeam._core.types import Down, Exit, Pid, Ref, TaggedDown, TimerFired
from rebeam._host import (
    ending,
    files,
    imports,
    leaving,
    programs,
    scheduler,
    selecting,
    site_builtins,
    sleeping,
    stderr,
    threads,
)
from rebeam._shell import session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _python_version() -> str:
    return "{}.{}.{}".format(*sys.version_info[:3])


def _standard_library() -> str:
    return warnings.__file__.rpartition("/")[0] + "/"


def _publish_report(logger_name: str, block: str, *details: Any) -> None:
    """Log a report of the runtime; a program that has not imported logging has no handlers."""
    if "logging" in sys.modules:
        from rebeam._host import crash

        crash.publish(str(logger_name), str(block), *details)
    else:
        stderr.write(str(block))


def _trace_predicate(expression: str) -> Any:
    from rebeam._inspect import trace

    return trace.predicate_of(expression)


def _question(question: Any, word: str, *arguments: Any) -> Any:
    from rebeam._shell import questions

    return questions.answer(question, word, *arguments)


def _complete(of: session.Session, text: str) -> list[tuple[str, str, str, str]]:
    from rebeam._shell import complete

    return complete.complete(of, text)


class _ThrowWarning:
    """What GraalPy's own way of throwing into a coroutine in a coroutine makes it warn of."""

    def match(self, text: str) -> bool:
        return text.startswith("the (type, exc, tb) signature of throw()")


_RECORDS = (Pid, Ref, Exit, Down, TaggedDown, TimerFired)
"""The classes whose instances the runtime reads from outside, by their slots."""

_CALLBACKS = {
    "records": tuple([(record, record.__name__, record.__slots__) for record in _RECORDS]),
    "NOTHING": NOTHING,
    "Pid": Pid,
    "Ref": Ref,
    "make_exit": exits.make_exit,
    "make_down": exits.make_down,
    "make_tick": exits.make_tick,
    "make_timer_fired": exits.make_timer_fired,
    "run_carrier": scheduler.run_carrier,
    "run_loop": scheduler.run_loop,
    "wake_loop": scheduler.wake_loop,
    "run_blocking_process": scheduler.run_blocking_process,
    "unwinding": scheduler.unwinding,
    "interrupting": scheduler.interrupting,
    "fail_job": scheduler.fail_job,
    "raise_exit": scheduler.raise_exit,
    "leave_wait": scheduler.leave_wait,
    "raise_interrupt": scheduler.raise_interrupt,
    "raise_memory_error": scheduler.raise_memory_error,
    "raise_internal": scheduler.raise_internal,
    "raise_outside": scheduler.raise_outside,
    "publish_report": _publish_report,
    "standard_library": _standard_library(),
    "trace_predicate": _trace_predicate,
    "question": _question,
    "python_version": _python_version,
    "open_session": session.open_session,
    "evaluator": session.evaluator,
    "ask_session": session.ask,
    "complete": _complete,
    "preload": imports.preload,
}

for _name, _function in _CALLBACKS.items():
    _host.register_callback(_name, _function)

site_builtins.install()
imports.watch()
ending.install()
files.install()
leaving.install()
programs.install()
selecting.install()
sleeping.install()
# As warnings.filterwarnings() does, which would need regular expressions.
warnings.filters.insert(0, ("ignore", _ThrowWarning(), DeprecationWarning, None, 0))  # type: ignore[arg-type]
warnings._filters_mutated()  # type: ignore[attr-defined]
for _stream in (sys.stdout, sys.stderr):
    if hasattr(_stream, "reconfigure"):
        _stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
assert threads  # it notes which thread boots
