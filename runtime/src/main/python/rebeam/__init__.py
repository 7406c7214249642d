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

from rebeam._info import (
    is_alive,
    process_dict,
    process_info,
    processes,
    set_label,
    system_info,
)
from rebeam._inspect_history import crash_log, dead
from rebeam._inspect_state import bt, mbox, mem, monitors, ps, sched, timers, tree
from rebeam._inspect_trace import trace
from rebeam._names import register, registered, unregister, whereis
from rebeam._process import (
    alias,
    demonitor,
    exit_signal,
    kill,
    link,
    mailbox,
    monitor,
    receive,
    resume_process,
    run_blocking,
    self,
    send,
    set_priority,
    sleep,
    spawn,
    spawn_link,
    spawn_monitor,
    spawn_opt,
    suspend_process,
    trap_exit,
    unalias,
    unlink,
    yield_,
)
from rebeam._timers import cancel_timer, read_timer, send_after, send_interval, start_timer
from rebeam._types import (
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
from rebeam.otp import (
    IGNORE,
    NO_REPLY,
    AlreadyStarted,
    Caller,
    CallerError,
    Child,
    Continue,
    GenServer,
    Reply,
    StartError,
    Stop,
    Supervisor,
    SupervisorError,
    call,
    cast,
    count_children,
    delete_child,
    introspect,
    multi_call,
    receive_response,
    reply,
    restart_child,
    send_request,
    start_child,
    stop,
    terminate_child,
    which_children,
)

__all__ = [
    "IGNORE", "NO_REPLY",
    "AlreadyNamed", "AlreadyStarted", "Caller", "CallerError", "Child", "Continue",
    "GenServer", "Reply", "StartError", "Stop", "Supervisor", "SupervisorError",
    "call", "cast", "count_children", "delete_child", "introspect", "multi_call",
    "receive_response", "reply", "restart_child", "send_request", "start_child", "stop", "terminate_child",
    "which_children",
    "CallError", "CallNoProcess", "CallSelf", "CallTimeout", "Crashed",
    "Down", "Exit", "NameTaken", "NoProcess", "NotRegistered", "Pid", "ProcessExit",
    "Reason", "RebeamError", "ReceiveTimeout", "Ref", "ServerExit", "Shutdown",
    "SystemLimit", "TaggedDown", "TimerFired",
    "alias", "bt", "cancel_timer", "crash_log", "dead", "demonitor", "exit_signal",
    "is_abnormal", "is_alive", "kill", "link", "mailbox", "mbox", "mem", "monitor",
    "monitors", "pid", "process_dict", "process_info", "processes", "ps", "read_timer",
    "receive", "register", "registered", "resume_process", "run_blocking", "sched", "self",
    "send", "send_after", "send_interval", "set_label", "set_priority", "sleep", "spawn",
    "spawn_link", "spawn_monitor", "spawn_opt", "start_timer", "suspend_process",
    "system_info", "timers", "trace", "trap_exit", "tree", "unalias", "unlink",
    "unregister", "whereis", "yield_",
]  # fmt: skip
