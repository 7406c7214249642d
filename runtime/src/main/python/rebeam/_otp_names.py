"""The names of ``rebeam.otp``, which is imported when a program uses one of them.

Its import would make the start of every program longer.
"""

from __future__ import annotations

NAMES = frozenset(
    [
        "IGNORE", "NO_REPLY",
        "Agent", "AlreadyRegistered", "AlreadyStarted", "Application", "Caller", "CallerError",
        "Child", "Continue", "DynamicSupervisor", "Event", "GenServer", "GenStateMachine",
        "NextState", "NoTable", "Ok", "PartitionSupervisor", "PubSub", "Registry", "Reply",
        "StartError", "Stop", "Supervisor", "SupervisorError", "Table", "TableTransfer", "Task",
        "TaskExit", "TaskSupervisor",
        "application", "call", "cast", "count_children", "delete_child", "gather", "introspect",
        "multi_call", "pg", "receive_response", "reply", "restart_child", "send_request",
        "start_child", "stop", "terminate_child", "via", "which_children",
    ]
)  # fmt: skip

_LOOK_AROUND = frozenset(
    ["__dict__", "__main__", "compile", "dir", "eval", "exec", "globals", "help", "locals", "vars"]
)
"""With these a program may come to a name that its text does not have."""

_SPACES = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}


def may_use(source: str) -> bool:
    """Whether a program with this text may use one of the names."""
    words = source.translate(_SPACES).split()
    return not (NAMES.isdisjoint(words) and _LOOK_AROUND.isdisjoint(words))
