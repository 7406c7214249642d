"""Ties the library to the runtime that has just made the module ``_rebeam_host``."""

from __future__ import annotations

import sys
import warnings

import _rebeam_host as _host
import rebeam
from rebeam import (
    _builtins,
    _ending,
    _files,
    _imports,
    _leaving,
    _process,
    _programs,
    _scheduler,
    _select,
    _session,
    _stderr,
    _threads,
    _time,
)
from rebeam._types import Down, Exit, Pid, Ref, TaggedDown, TimerFired

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
        from rebeam import _crash

        _crash.publish(str(logger_name), str(block), *details)
    else:
        _stderr.write(str(block))


def _trace_judge(expression: str) -> Any:
    from rebeam import _inspect_trace

    return _inspect_trace.judge(expression)


def _question(question: Any, word: str, *arguments: Any) -> Any:
    from rebeam import _questions

    return _questions.answer(question, word, *arguments)


def _complete(session: _session.Session, text: str) -> list[tuple[str, str, str, str]]:
    from rebeam import _complete

    return _complete.complete(session, text)


class _ThrowWarning:
    """What GraalPy's own way of throwing into a coroutine in a coroutine makes it warn of."""

    def match(self, text: str) -> bool:
        return text.startswith("the (type, exc, tb) signature of throw()")


_RECORDS = (Pid, Ref, Exit, Down, TaggedDown, TimerFired)
"""Those whose instances the runtime reads from outside, by their slots."""

_CALLBACKS = {
    "records": tuple([(record, record.__name__, record.__slots__) for record in _RECORDS]),
    "NOTHING": _process.NOTHING,
    "Pid": Pid,
    "Ref": Ref,
    "make_exit": _process.make_exit,
    "make_down": _process.make_down,
    "make_tick": _process.make_tick,
    "make_timer_fired": _process.make_timer_fired,
    "run_carrier": _scheduler.run_carrier,
    "run_loop": _scheduler.run_loop,
    "wake_loop": _scheduler.wake_loop,
    "run_blocking_process": _scheduler.run_blocking_process,
    "unwinding": _scheduler.unwinding,
    "interrupting": _scheduler.interrupting,
    "fail_job": _scheduler.fail_job,
    "raise_exit": _scheduler.raise_exit,
    "leave_wait": _scheduler.leave_wait,
    "raise_interrupt": _scheduler.raise_interrupt,
    "raise_memory_error": _scheduler.raise_memory_error,
    "raise_internal": _scheduler.raise_internal,
    "raise_outside": _scheduler.raise_outside,
    "publish_report": _publish_report,
    "standard_library": _standard_library(),
    "trace_judge": _trace_judge,
    "question": _question,
    "python_version": _python_version,
    "open_session": _session.open_session,
    "evaluator": _session.evaluator,
    "ask_session": _session.ask,
    "complete": _complete,
    "preload": _imports.preload,
}

for _name, _function in _CALLBACKS.items():
    _host.register_callback(_name, _function)

_builtins.install()
_imports.watch()
_ending.install()
_files.install()
_leaving.install()
_programs.install()
_select.install()
_time.install()
# As warnings.filterwarnings() does, which would need regular expressions.
warnings.filters.insert(0, ("ignore", _ThrowWarning(), DeprecationWarning, None, 0))  # type: ignore[arg-type]
warnings._filters_mutated()  # type: ignore[attr-defined]
if hasattr(sys.stdout, "reconfigure"):
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr.reconfigure(line_buffering=True)
assert _threads and rebeam.__all__
