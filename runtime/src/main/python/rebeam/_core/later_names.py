"""The names of ``rebeam`` whose modules are imported when a program uses one of them.

Those of ``rebeam.otp``, and the functions that look into the node. Their import would make the
start of every program longer.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

HOMES: dict[str, tuple[str, ...]] = {
    "_inspect.history": ("crash_log", "dead"),
    "_inspect.state": ("bt", "mbox", "mem", "monitors", "ps", "sched", "timers", "tree"),
    "_inspect.trace": ("trace",),
    "otp.agent": ("Agent",),
    "otp.application": ("application", "Application"),
    "otp.calls": (
        "Caller", "call", "cast", "multi_call", "receive_response", "reply", "send_request",
        "stop",
    ),
    "otp.child": ("Child",),
    "otp.dynamic_supervisor": ("DynamicSupervisor",),
    "otp.errors": (
        "AlreadyRegistered", "AlreadyStarted", "CallerError", "NoTable", "StartError",
        "SupervisorError", "TaskExit",
    ),
    "otp.gen_server": ("GenServer",),
    "otp.introspect": ("introspect",),
    "otp.partition_supervisor": ("PartitionSupervisor",),
    "otp.polling": ("gather", "poll_many"),
    "otp.pg": ("pg",),
    "otp.pub_sub": ("PubSub",),
    "otp.registry": ("Registry", "via"),
    "otp.results": ("IGNORE", "NO_REPLY", "Continue", "Reply", "Stop"),
    "otp.state_machine": ("Event", "GenStateMachine", "NextState", "RepeatState"),
    "otp.supervisor": (
        "Supervisor", "check_childspecs", "count_children", "delete_child", "get_childspec",
        "restart_child", "start_child", "terminate_child", "which_children",
    ),
    "otp.table": ("Table", "TableTransfer"),
    "otp.task": ("Ok", "Task"),
    "otp.task_supervisor": ("TaskSupervisor",),
}  # fmt: skip
"""The names by the module of ``rebeam`` that has them."""

NAMES = frozenset([name for names in HOMES.values() for name in names])

OTP = frozenset([name for home in HOMES if home.startswith("otp.") for name in HOMES[home]])
"""The names of ``rebeam.otp``."""

_LOOK_AROUND = frozenset(
    ["__dict__", "__main__", "compile", "dir", "eval", "exec", "globals", "help", "locals", "vars"]
)
"""With these a program may come to a name that its text does not have."""

_SPACES = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}


def used_in(source: str) -> frozenset[str]:
    """The names that a program with this text may use."""
    words = source.translate(_SPACES).split()
    return NAMES.intersection(words) if _LOOK_AROUND.isdisjoint(words) else NAMES


def value_of(name: str) -> Any:
    """What a name of ``NAMES`` stands for; some name the module itself."""
    home = next(home for home, names in HOMES.items() if name in names)
    module = __import__("rebeam." + home, fromlist=("__name__",))
    return vars(module).get(name, module)
