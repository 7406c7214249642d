"""Ties the library to the runtime that has just made the module ``_rebeam_host``."""

from __future__ import annotations

import sys
import warnings

import _rebeam_host as _host
import rebeam
from rebeam import _complete, _crash, _inspect_trace, _process, _scheduler, _session, _tracebacks
from rebeam._types import Pid


def _python_version() -> str:
    return "{}.{}.{}".format(*sys.version_info[:3])


_CALLBACKS = {
    "NOTHING": _process.NOTHING,
    "make_pid": Pid,
    "make_exit": _process.make_exit,
    "make_down": _process.make_down,
    "make_timer_fired": _process.make_timer_fired,
    "run_carrier": _scheduler.run_carrier,
    "run_loop": _scheduler.run_loop,
    "wake_loop": _scheduler.wake_loop,
    "run_blocking_process": _scheduler.run_blocking_process,
    "unwinding": _scheduler.unwinding,
    "interrupting": _scheduler.interrupting,
    "raise_exit": _scheduler.raise_exit,
    "raise_interrupt": _scheduler.raise_interrupt,
    "raise_outside": _scheduler.raise_outside,
    "where_now": _tracebacks.where_now,
    "stack_now": _tracebacks.stack_now,
    "log_event": _crash.log_event,
    "trace_judge": _inspect_trace.judge,
    "python_version": _python_version,
    "open_session": _session.open_session,
    "evaluator": _session.evaluator,
    "ask_session": _session.ask,
    "complete": _complete.complete,
}

for _name, _function in _CALLBACKS.items():
    _host.register_callback(_name, _function)

_scheduler.watch_for_asyncio()
_crash.install()
# GraalPy itself uses it when an exception is thrown into a coroutine inside a coroutine.
warnings.filterwarnings("ignore", r"the \(type, exc, tb\) signature of throw\(\)")
if hasattr(sys.stdout, "reconfigure"):
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr.reconfigure(line_buffering=True)
assert rebeam.__all__
