"""Erlang's way of building systems, in Python: processes that share nothing.

>>> from rebeam import *
>>> pid = spawn(worker)
>>> send(pid, ("hello", self()))

Runs inside a rebeam node: ``rebeam`` for the shell, ``rebeam FILE`` for a program.
"""

from __future__ import annotations

try:
    import _rebeam_host  # noqa: F401
except ImportError:
    raise ImportError("rebeam runs inside its own node: start it as 'rebeam FILE'") from None

from rebeam._core.exits import exit_signal, kill, trap_exit
from rebeam._core.info import (
    is_alive,
    process_dict,
    process_info,
    processes,
    set_label,
    system_info,
)
from rebeam._core.later_names import NAMES as _LATER
from rebeam._core.later_names import value_of as _value_of
from rebeam._core.links import alias, demonitor, link, monitor, unalias, unlink
from rebeam._core.names import register, registered, unregister, whereis
from rebeam._core.pausing import run_blocking, sleep, yield_
from rebeam._core.receiving import mailbox, receive
from rebeam._core.scheduling import resume_process, self, set_priority, suspend_process
from rebeam._core.sending import send
from rebeam._core.spawning import spawn, spawn_link, spawn_monitor, spawn_opt
from rebeam._core.timers import cancel_timer, read_timer, send_after, send_interval, start_timer
from rebeam._core.types import (
    AlreadyNamed,
    CallError,
    CallNoProcess,
    CallSelf,
    CallTimeout,
    Crashed,
    Down,
    Exit,
    NameTaken,
    NoProcess,
    NotRegistered,
    Pid,
    ProcessExit,
    Reason,
    RebeamError,
    ReceiveTimeout,
    Ref,
    ServerExit,
    Shutdown,
    SystemLimit,
    TaggedDown,
    TimerFired,
    is_abnormal,
    pid,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._inspect.history import crash_log, dead
    from rebeam._inspect.state import bt, mbox, mem, monitors, ps, sched, timers, tree
    from rebeam._inspect.trace import trace
    from rebeam.otp import *  # noqa: F403

    _NAMES: list[str] = []
else:  # a type checker takes all that is imported above
    _NAMES = [
        "AlreadyNamed", "CallError", "CallNoProcess", "CallSelf", "CallTimeout", "Crashed",
        "Down", "Exit", "NameTaken", "NoProcess", "NotRegistered", "Pid", "ProcessExit",
        "Reason", "RebeamError", "ReceiveTimeout", "Ref", "ServerExit", "Shutdown",
        "SystemLimit", "TaggedDown", "TimerFired", "alias", "cancel_timer", "demonitor",
        "exit_signal", "is_abnormal", "is_alive", "kill", "link", "mailbox", "monitor", "pid",
        "process_dict", "process_info", "processes", "read_timer", "receive", "register",
        "registered", "resume_process", "run_blocking", "self", "send", "send_after",
        "send_interval", "set_label", "set_priority", "sleep", "spawn", "spawn_link",
        "spawn_monitor", "spawn_opt", "start_timer", "suspend_process", "system_info",
        "trap_exit", "unalias", "unlink", "unregister", "whereis", "yield_",
    ]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The names that are imported when they are first read, and ``__all__``."""
    if name in _LATER:
        value = globals()[name] = _value_of(name)
        return value
    if name == "__all__":
        import sys

        from rebeam._core import star_import

        return star_import.all_for(_NAMES, sys._getframe(1))
    raise AttributeError(f"module 'rebeam' has no attribute {name!r}")
