"""The names of ``rebeam.otp``, whose modules are imported when a program uses a name of theirs.

Their import would make the start of every program longer.
"""

from __future__ import annotations

HOMES: dict[str, tuple[str, ...]] = {
    "agent": ("Agent",),
    "application": ("application", "Application"),
    "calls": (
        "Caller", "call", "cast", "multi_call", "receive_response", "reply", "send_request",
        "stop",
    ),
    "child": ("Child",),
    "dynamic_supervisor": ("DynamicSupervisor",),
    "errors": (
        "AlreadyRegistered", "AlreadyStarted", "CallerError", "NoTable", "StartError",
        "SupervisorError", "TaskExit",
    ),
    "gen_server": ("GenServer",),
    "introspect": ("introspect",),
    "partition_supervisor": ("PartitionSupervisor",),
    "polling": ("gather", "poll_many"),
    "pg": ("pg",),
    "pub_sub": ("PubSub",),
    "registry": ("Registry", "via"),
    "results": ("IGNORE", "NO_REPLY", "Continue", "Reply", "Stop"),
    "state_machine": ("Event", "GenStateMachine", "NextState", "RepeatState"),
    "supervisor": (
        "Supervisor", "check_childspecs", "count_children", "delete_child", "get_childspec",
        "restart_child", "start_child", "terminate_child", "which_children",
    ),
    "table": ("Table", "TableTransfer"),
    "task": ("Ok", "Task"),
    "task_supervisor": ("TaskSupervisor",),
}  # fmt: skip
"""The names by the module of ``rebeam.otp`` that has them."""

NAMES = frozenset([name for names in HOMES.values() for name in names])

_LOOK_AROUND = frozenset(
    ["__dict__", "__main__", "compile", "dir", "eval", "exec", "globals", "help", "locals", "vars"]
)
"""With these a program may come to a name that its text does not have."""

_SPACES = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}


def used_in(source: str) -> frozenset[str]:
    """The names that a program with this text may use."""
    words = source.translate(_SPACES).split()
    return NAMES.intersection(words) if _LOOK_AROUND.isdisjoint(words) else NAMES
